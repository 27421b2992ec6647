#include <curl/curl.h>
/* Swift cannot call functions with a variable number of arguments. */
static inline CURLcode curl_set_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode curl_set_text(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}
static inline CURLcode curl_set_pointer(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}
typedef size_t (*curl_receiver)(char *bytes, size_t size, size_t count, void *target);
static inline CURLcode curl_set_receiver(CURL *handle, CURLoption option, curl_receiver value) {
  return curl_easy_setopt(handle, option, value);
}
static inline long curl_get_status(CURL *handle) {
  long status = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  return status;
}
/* Where a redirect leads, as an absolute address; null without one. */
static inline const char *curl_get_redirect(CURL *handle) {
  char *address = 0;
  curl_easy_getinfo(handle, CURLINFO_REDIRECT_URL, &address);
  return address;
}
