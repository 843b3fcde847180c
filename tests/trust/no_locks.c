/* Preloaded: a file system that knows no locks, as a network share without its lock service. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>

#define WITHOUT_LOCKS(name) \
    int name(int file, int what, ...) { \
        int (*real)(int, int, ...) = (int (*)(int, int, ...))dlsym(RTLD_NEXT, #name); \
        va_list more; va_start(more, what); void *given = va_arg(more, void *); va_end(more); \
        if (what == F_SETLK || what == F_SETLKW || what == F_GETLK) { errno = ENOLCK; return -1; } \
        return real(file, what, given); \
    }
WITHOUT_LOCKS(fcntl)
WITHOUT_LOCKS(fcntl64)
