/* Preloaded: the wall clock is as many seconds off as the file named by JUKISELF_CLOCK says, read at every look. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int clock_gettime(clockid_t which, struct timespec *at) {
    int (*real)(clockid_t, struct timespec *) = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
    int done = real(which, at);
    const char *name = getenv("JUKISELF_CLOCK");
    FILE *file = which == CLOCK_REALTIME && name ? fopen(name, "r") : NULL;
    if (file) {
        long off = 0;
        if (fscanf(file, "%ld", &off) == 1) at->tv_sec += off;
        fclose(file);
    }
    return done;
}
