#ifndef DIGEST_CLINUX_H
#define DIGEST_CLINUX_H
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

// Declared by glibc only under _GNU_SOURCE, which Swift's Glibc module does not set.
extern int memfd_create(const char *name, unsigned int flags);
extern int syncfs(int descriptor);
extern int renameat2(
    int oldFolder, const char *oldPath, int newFolder, const char *newPath, unsigned int flags);

// openat2(2), which glibc has no function for before version 2.42, for paths below `folder`: a
// symbolic link at any component makes it fail with ELOOP, a way out with EXDEV.
static inline int digest_openat2_beneath(
    int folder, const char *path, unsigned long long flags, unsigned long long mode) {
  struct open_how how = {
      .flags = flags,
      .mode = mode,
      .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS,
  };
  return (int)syscall(SYS_openat2, folder, path, &how, sizeof how);
}
#endif
