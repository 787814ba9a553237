/* Writes down, in order, everything that a program does to files below a folder, and what it prints.
 *
 * LD_PRELOAD=recorder.so RECORDER_LOG=file RECORDER_FOLDER=/folder (no slash at the end, so that syncs of the folder itself are seen)
 *
 * A record is: type (1 byte), handle (4), offset or length (8), bytes of the first name (4), bytes that follow it (4), the name, the bytes.
 *   O opened (offset: 1 = made, 2 = emptied)   W written   T cut to a length   S synced   D folder synced
 *   U unlinked   R renamed (bytes: the new name)   L linked (bytes: the new name)   A printed
 * All numbers are little-endian. One lock holds call and record together, so that the order is the true one.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define HANDLES 4096
#define LOG_AT 900

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int started, logging = -1;
static const char *folder;
static size_t folder_length;
static uint32_t handles[HANDLES]; /* by descriptor: 0 = not watched */
static char *folders[HANDLES];    /* by descriptor: name of a watched folder */
static uint32_t last_handle;

static ssize_t (*true_write)(int, const void *, size_t);

#define TRUE(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static void start(void) {
  if (started) return;
  started = 1;
  true_write = TRUE(write);
  const char *log = getenv("RECORDER_LOG");
  folder = getenv("RECORDER_FOLDER");
  if (!log || !folder) return;
  folder_length = strlen(folder);
  int fd = TRUE(open)(log, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
  if (fd < 0) return;
  logging = fcntl(fd, F_DUPFD_CLOEXEC, LOG_AT);
  TRUE(close)(fd);
  /* Handles of several programs that write one after the other into one log must differ. */
  last_handle = ((uint32_t)getpid() & 0xffff) << 16;
}

static int watched(const char *path) {
  return logging >= 0 && path && !strncmp(path, folder, folder_length) && (path[folder_length] == '/' || !path[folder_length]);
}

static void append(const void *bytes, size_t length) {
  const char *at = bytes;
  while (length) {
    ssize_t done = true_write(logging, at, length);
    if (done <= 0) abort(); /* A log with a hole would prove nothing. */
    at += done;
    length -= (size_t)done;
  }
}

static void record(char type, uint32_t handle, int64_t number, const char *name, const void *bytes, size_t length) {
  if (logging < 0) return;
  int kept = errno;
  unsigned char head[21];
  uint32_t name_length = name ? (uint32_t)strlen(name) : 0, bytes_length = (uint32_t)length;
  head[0] = (unsigned char)type;
  memcpy(head + 1, &handle, 4);
  memcpy(head + 5, &number, 8);
  memcpy(head + 13, &name_length, 4);
  memcpy(head + 17, &bytes_length, 4);
  append(head, sizeof head);
  append(name, name_length);
  append(bytes, length);
  errno = kept;
}

static uint32_t handle_of(int fd) { return fd >= 0 && fd < HANDLES ? handles[fd] : 0; }

static void opened(int fd, const char *path, int flags, int was_there) {
  if (fd < 0 || fd >= HANDLES || !watched(path)) return;
  struct stat status;
  if (!fstat(fd, &status) && S_ISDIR(status.st_mode)) {
    free(folders[fd]);
    folders[fd] = strdup(path);
    return;
  }
  handles[fd] = ++last_handle;
  record('O', handles[fd], (was_there ? 0 : 1) | ((flags & O_TRUNC) ? 2 : 0), path, NULL, 0);
}

#define OPEN(NAME)                                             \
  int NAME(const char *path, int flags, ...) {                 \
    start();                                                   \
    mode_t mode = 0;                                           \
    if (flags & (O_CREAT | O_TMPFILE)) {                       \
      va_list rest;                                            \
      va_start(rest, flags);                                   \
      mode = va_arg(rest, mode_t);                             \
      va_end(rest);                                            \
    }                                                          \
    pthread_mutex_lock(&lock);                                 \
    int was_there = watched(path) && !access(path, F_OK);      \
    int fd = TRUE(NAME)(path, flags, mode);                    \
    opened(fd, path, flags, was_there);                        \
    pthread_mutex_unlock(&lock);                               \
    return fd;                                                 \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(NAME)                                           \
  int NAME(int at, const char *path, int flags, ...) {         \
    start();                                                   \
    mode_t mode = 0;                                           \
    if (flags & (O_CREAT | O_TMPFILE)) {                       \
      va_list rest;                                            \
      va_start(rest, flags);                                   \
      mode = va_arg(rest, mode_t);                             \
      va_end(rest);                                            \
    }                                                          \
    pthread_mutex_lock(&lock);                                 \
    int was_there = watched(path) && !access(path, F_OK);      \
    int fd = TRUE(NAME)(at, path, flags, mode);                \
    opened(fd, path, flags, was_there);                        \
    pthread_mutex_unlock(&lock);                               \
    return fd;                                                 \
  }
OPENAT(openat)
OPENAT(openat64)

int close(int fd) {
  start();
  pthread_mutex_lock(&lock);
  if (fd >= 0 && fd < HANDLES) {
    handles[fd] = 0;
    free(folders[fd]);
    folders[fd] = NULL;
  }
  int result = TRUE(close)(fd);
  pthread_mutex_unlock(&lock);
  return result;
}

#define PWRITE(NAME, OFFSET)                                            \
  ssize_t NAME(int fd, const void *bytes, size_t length, OFFSET at) {   \
    start();                                                            \
    pthread_mutex_lock(&lock);                                          \
    ssize_t done = TRUE(NAME)(fd, bytes, length, at);                   \
    if (done > 0 && handle_of(fd)) record('W', handle_of(fd), at, NULL, bytes, (size_t)done); \
    pthread_mutex_unlock(&lock);                                        \
    return done;                                                        \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t write(int fd, const void *bytes, size_t length) {
  start();
  pthread_mutex_lock(&lock);
  int64_t at = handle_of(fd) ? lseek(fd, 0, SEEK_CUR) : 0;
  ssize_t done = true_write(fd, bytes, length);
  if (done > 0 && handle_of(fd)) {
    /* After an append the position is the new end. */
    int64_t end = lseek(fd, 0, SEEK_CUR);
    record('W', handle_of(fd), end >= done ? end - done : at, NULL, bytes, (size_t)done);
  }
  if (done > 0 && fd == 1) record('A', 0, 0, NULL, bytes, (size_t)done);
  pthread_mutex_unlock(&lock);
  return done;
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
  ssize_t sum = 0;
  for (int index = 0; index < count; index++) {
    if (!parts[index].iov_len) continue;
    ssize_t done = write(fd, parts[index].iov_base, parts[index].iov_len);
    if (done < 0) return sum ? sum : done;
    sum += done;
    if ((size_t)done < parts[index].iov_len) break;
  }
  return sum;
}

/* Copies that the kernel makes would not be seen: whoever asks is told to copy by hand. */
ssize_t copy_file_range(int from, off64_t *from_at, int to, off64_t *to_at, size_t length, unsigned flags) {
  (void)from, (void)from_at, (void)to, (void)to_at, (void)length, (void)flags;
  errno = ENOSYS;
  return -1;
}
ssize_t sendfile(int to, int from, off_t *at, size_t length) {
  (void)to, (void)from, (void)at, (void)length;
  errno = EINVAL;
  return -1;
}

#define FTRUNCATE(NAME, OFFSET)                                         \
  int NAME(int fd, OFFSET length) {                                     \
    start();                                                            \
    pthread_mutex_lock(&lock);                                          \
    int result = TRUE(NAME)(fd, length);                                \
    if (!result && handle_of(fd)) record('T', handle_of(fd), length, NULL, NULL, 0); \
    pthread_mutex_unlock(&lock);                                        \
    return result;                                                      \
  }
FTRUNCATE(ftruncate, off_t)
FTRUNCATE(ftruncate64, off64_t)

#define SYNC(NAME)                                                      \
  int NAME(int fd) {                                                    \
    start();                                                            \
    pthread_mutex_lock(&lock);                                          \
    int result = TRUE(NAME)(fd);                                        \
    if (!result && handle_of(fd)) record('S', handle_of(fd), 0, NULL, NULL, 0); \
    if (!result && fd >= 0 && fd < HANDLES && folders[fd]) record('D', 0, 0, folders[fd], NULL, 0); \
    pthread_mutex_unlock(&lock);                                        \
    return result;                                                      \
  }
SYNC(fsync)
SYNC(fdatasync)

int unlink(const char *path) {
  start();
  pthread_mutex_lock(&lock);
  int result = TRUE(unlink)(path);
  if (!result && watched(path)) record('U', 0, 0, path, NULL, 0);
  pthread_mutex_unlock(&lock);
  return result;
}

int unlinkat(int at, const char *path, int flags) {
  start();
  pthread_mutex_lock(&lock);
  int result = TRUE(unlinkat)(at, path, flags);
  if (!result && watched(path) && !(flags & AT_REMOVEDIR)) record('U', 0, 0, path, NULL, 0);
  pthread_mutex_unlock(&lock);
  return result;
}

int rename(const char *from, const char *to) {
  start();
  pthread_mutex_lock(&lock);
  int result = TRUE(rename)(from, to);
  if (!result && watched(from)) record('R', 0, 0, from, to, strlen(to));
  pthread_mutex_unlock(&lock);
  return result;
}

int renameat2(int from_at, const char *from, int to_at, const char *to, unsigned flags) {
  start();
  pthread_mutex_lock(&lock);
  int result = TRUE(renameat2)(from_at, from, to_at, to, flags);
  if (!result && watched(from)) record('R', 0, 0, from, to, strlen(to));
  pthread_mutex_unlock(&lock);
  return result;
}

int link(const char *from, const char *to) {
  start();
  pthread_mutex_lock(&lock);
  int result = TRUE(link)(from, to);
  if (!result && watched(from)) record('L', 0, 0, from, to, strlen(to));
  pthread_mutex_unlock(&lock);
  return result;
}

int linkat(int from_at, const char *from, int to_at, const char *to, int flags) {
  start();
  pthread_mutex_lock(&lock);
  int result = TRUE(linkat)(from_at, from, to_at, to, flags);
  if (!result && watched(from)) record('L', 0, 0, from, to, strlen(to));
  pthread_mutex_unlock(&lock);
  return result;
}
