/* Preloaded by `make kill-work`: the process kills itself at the n-th call that changes the disk or tells somebody.
   Asked to, it first writes half of what it was about to write. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static long seen, last, half;

void die_at(long call, long torn) { seen = 0; last = call; half = torn; }
long calls_seen(void) { return seen; }

static int here(void) { return ++seen == last; }
static void die(void) { kill(getpid(), SIGKILL); for (;;) pause(); }

#define REAL(name, type) ((type)dlsym(RTLD_NEXT, #name))

ssize_t write(int file, const void *data, size_t size) {
    ssize_t (*real)(int, const void *, size_t) = REAL(write, ssize_t (*)(int, const void *, size_t));
    if (here()) { if (half) real(file, data, size / 2); die(); }
    return real(file, data, size);
}
ssize_t pwrite64(int file, const void *data, size_t size, off64_t at) {
    ssize_t (*real)(int, const void *, size_t, off64_t) = REAL(pwrite64, ssize_t (*)(int, const void *, size_t, off64_t));
    if (here()) { if (half) real(file, data, size / 2, at); die(); }
    return real(file, data, size, at);
}
ssize_t pwrite(int file, const void *data, size_t size, off_t at) { return pwrite64(file, data, size, at); }

#define BEFORE(result, name, parameters, arguments) \
    result name parameters { \
        result (*real) parameters = REAL(name, result (*) parameters); \
        if (here()) die(); \
        return real arguments; \
    }
BEFORE(int, fsync, (int file), (file))
BEFORE(int, fdatasync, (int file), (file))
BEFORE(int, ftruncate64, (int file, off64_t size), (file, size))
BEFORE(int, ftruncate, (int file, off_t size), (file, size))
BEFORE(int, rename, (const char *from, const char *to), (from, to))
BEFORE(int, renameat, (int there, const char *from, int here_, const char *to), (there, from, here_, to))
BEFORE(int, unlink, (const char *path), (path))
BEFORE(int, unlinkat, (int folder, const char *path, int flags), (folder, path, flags))
BEFORE(int, mkdir, (const char *path, mode_t mode), (path, mode))

#define OPENS(name) \
    int name(const char *path, int flags, ...) { \
        int (*real)(const char *, int, ...) = REAL(name, int (*)(const char *, int, ...)); \
        va_list more; va_start(more, flags); mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0; va_end(more); \
        if (flags & O_CREAT && here()) die(); \
        return real(path, flags, mode); \
    }
OPENS(open)
OPENS(open64)
