/* Which call of fdatasync or fsync is refused?

The n-th that all processes of a server make together, and every later one where n is negative; n stands in
the file that STYRBORD_REFUSED names, beside what was seen and refused. libfiu cannot stand before PostgreSQL:
both have a function `hash_create`. Compiled and preloaded by bench/own_server.py. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { FDATASYNC, FSYNC, CALLS };
struct plan { _Atomic long at[CALLS], seen[CALLS], refused[CALLS]; };
static struct plan *plan;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("STYRBORD_REFUSED");
    int file = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    if (file < 0) return;
    void *found = mmap(0, sizeof *plan, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (found != MAP_FAILED) plan = found;
    close(file);
}

static int is_refused(int call) {
    long at = plan ? plan->at[call] : 0;
    if (!at) return 0;
    long seen = ++plan->seen[call];
    if (at > 0 ? seen != at : seen < -at) return 0;
    plan->refused[call]++;
    errno = EIO;
    return 1;
}

int fdatasync(int file) {
    int (*real)(int) = dlsym(RTLD_NEXT, "fdatasync");
    return is_refused(FDATASYNC) ? -1 : real(file);
}

int fsync(int file) {
    int (*real)(int) = dlsym(RTLD_NEXT, "fsync");
    return is_refused(FSYNC) ? -1 : real(file);
}
