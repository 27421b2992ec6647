#include <libxml/xmlversion.h>
/* Debian's libxml2 would bring in the system's ICU headers, which clash with Foundation's own; only
   two pointers at the end of an opaque struct depend on them. */
#undef LIBXML_ICU_ENABLED
#include <libxml/xmlreader.h>
#include <libxml/xmlerror.h>
