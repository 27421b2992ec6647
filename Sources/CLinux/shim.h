#ifndef DIGEST_CLINUX_H
#define DIGEST_CLINUX_H
// Declared by glibc only under _GNU_SOURCE, which Swift's Glibc module does not set.
extern int syncfs(int descriptor);
extern int renameat2(
    int oldFolder, const char *oldPath, int newFolder, const char *newPath, unsigned int flags);
#endif
