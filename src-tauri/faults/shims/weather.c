/* Bad weather for a program: a disk that is full, a medium that can only be read, a clock that is wrong.
 *
 * LD_PRELOAD=weather.so WEATHER_FOLDER=/folder and one or more of
 *   WEATHER_SPACE=n      after n bytes written below the folder there is no space left; cutting a file gives none back
 *   WEATHER_READ_ONLY=1  nothing below the folder can be opened for writing, made, removed or renamed
 *   WEATHER_CLOCK=s      the clock of the day is s seconds off (may be negative)
 *   WEATHER_JUMP=n:s     after n looks at the clock it is s seconds further off
 *   WEATHER_COUNT=file   how often it struck is appended there as one character each time
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define HANDLES 4096
#define TRUE(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int started, read_only, limited, counting = -1;
static const char *folder;
static size_t folder_length;
static long long space, shift, jump_after = -1, jump_by, looks;
static unsigned char watching[HANDLES];

static void start(void) {
  if (started) return;
  started = 1;
  const char *value;
  folder = getenv("WEATHER_FOLDER");
  folder_length = folder ? strlen(folder) : 0;
  if ((value = getenv("WEATHER_SPACE"))) limited = 1, space = atoll(value);
  read_only = getenv("WEATHER_READ_ONLY") != NULL;
  if ((value = getenv("WEATHER_CLOCK"))) shift = atoll(value);
  if ((value = getenv("WEATHER_JUMP"))) sscanf(value, "%lld:%lld", &jump_after, &jump_by);
  if ((value = getenv("WEATHER_COUNT"))) counting = TRUE(open)(value, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
}

static void struck(void) {
  int kept = errno;
  if (counting >= 0 && TRUE(write)(counting, ".", 1) < 0) abort();
  errno = kept;
}

static int below(const char *path) {
  return folder && path && !strncmp(path, folder, folder_length) && (path[folder_length] == '/' || !path[folder_length]);
}

static int forbidden(const char *path) {
  if (!read_only || !below(path)) return 0;
  struck();
  errno = EROFS;
  return 1;
}

#define OPEN(NAME)                                                                        \
  int NAME(const char *path, int flags, ...) {                                            \
    start();                                                                              \
    mode_t mode = 0;                                                                      \
    if (flags & (O_CREAT | O_TMPFILE)) {                                                  \
      va_list rest;                                                                       \
      va_start(rest, flags);                                                              \
      mode = va_arg(rest, mode_t);                                                        \
      va_end(rest);                                                                       \
    }                                                                                     \
    int changes = (flags & O_ACCMODE) != O_RDONLY || (flags & (O_CREAT | O_TRUNC));        \
    if (changes && forbidden(path)) return -1;                                            \
    int fd = TRUE(NAME)(path, flags, mode);                                               \
    if (fd >= 0 && fd < HANDLES) watching[fd] = (unsigned char)below(path);               \
    return fd;                                                                            \
  }
OPEN(open)
OPEN(open64)

int close(int fd) {
  start();
  if (fd >= 0 && fd < HANDLES) watching[fd] = 0;
  return TRUE(close)(fd);
}

/* How much of a write there is room for; -1 when there is none. */
static ssize_t room(int fd, size_t length) {
  if (!limited || fd < 0 || fd >= HANDLES || !watching[fd]) return (ssize_t)length;
  pthread_mutex_lock(&lock);
  ssize_t granted = (long long)length <= space ? (ssize_t)length : (ssize_t)space;
  space -= granted;
  pthread_mutex_unlock(&lock);
  if (granted > 0 || !length) return granted;
  struck();
  errno = ENOSPC;
  return -1;
}

#define PWRITE(NAME, OFFSET)                                          \
  ssize_t NAME(int fd, const void *bytes, size_t length, OFFSET at) { \
    start();                                                          \
    ssize_t granted = room(fd, length);                               \
    return granted < 0 ? -1 : TRUE(NAME)(fd, bytes, (size_t)granted, at); \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t write(int fd, const void *bytes, size_t length) {
  start();
  ssize_t granted = room(fd, length);
  return granted < 0 ? -1 : TRUE(write)(fd, bytes, (size_t)granted);
}

#define FTRUNCATE(NAME, OFFSET)                                       \
  int NAME(int fd, OFFSET length) {                                   \
    start();                                                          \
    struct stat status;                                               \
    /* Growing a file by name alone takes no space yet, as on most file systems, but a full one refuses. */ \
    if (limited && fd >= 0 && fd < HANDLES && watching[fd] && !fstat(fd, &status) && length > status.st_size && space <= 0) { \
      struck();                                                       \
      errno = ENOSPC;                                                 \
      return -1;                                                      \
    }                                                                 \
    return TRUE(NAME)(fd, length);                                    \
  }
FTRUNCATE(ftruncate, off_t)
FTRUNCATE(ftruncate64, off64_t)

int unlink(const char *path) {
  start();
  return forbidden(path) ? -1 : TRUE(unlink)(path);
}
int rename(const char *from, const char *to) {
  start();
  return forbidden(from) ? -1 : TRUE(rename)(from, to);
}
int linkat(int from_at, const char *from, int to_at, const char *to, int flags) {
  start();
  return forbidden(to) ? -1 : TRUE(linkat)(from_at, from, to_at, to, flags);
}
int mkdir(const char *path, mode_t mode) {
  start();
  return forbidden(path) ? -1 : TRUE(mkdir)(path, mode);
}
int fchmod(int fd, mode_t mode) {
  start();
  if (read_only && fd >= 0 && fd < HANDLES && watching[fd]) {
    struck();
    errno = EROFS;
    return -1;
  }
  return TRUE(fchmod)(fd, mode);
}
int access(const char *path, int mode) {
  start();
  return (mode & W_OK) && forbidden(path) ? -1 : TRUE(access)(path, mode);
}

static long long off(void) {
  if (!shift && jump_after < 0) return 0;
  pthread_mutex_lock(&lock);
  long long by = shift + (jump_after >= 0 && looks >= jump_after ? jump_by : 0);
  looks++;
  pthread_mutex_unlock(&lock);
  if (by) struck();
  return by;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  start();
  int result = TRUE(clock_gettime)(clock, now);
  if (!result && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += off();
  return result;
}

int gettimeofday(struct timeval *now, void *zone) {
  start();
  int result = TRUE(gettimeofday)(now, zone);
  if (!result) now->tv_sec += off();
  return result;
}

time_t time(time_t *into) {
  start();
  time_t now = TRUE(time)(NULL) + off();
  if (into) *into = now;
  return now;
}
