/*
 * send HOST PORT RATE FILE...: sends each file over a TCP connection of its own from one thread, then waits until the
 * server has read everything and closed. RATE is lines a second over all connections, 0 for as fast as it goes.
 * Prints "sent" as soon as the kernel has the last byte, and at the end one line of JSON: see sender.ts.
 *
 * Does what sendFiles.ts does, for a tenth of the CPU, which on a small machine the server would miss.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MOST_FILES = 64, PIECE = 256 * 1024, PACED_BUFFER = 64 * 1024, TICK_MILLISECONDS = 5 };

struct connection {
  int socket;
  const char *bytes;
  size_t size, due, sent; /* due: end of what may be sent by now */
  double lines_due;
  double waiting_since; /* when bytes fell due, or were last taken */
  int ended, closed;
};

static struct connection connections[MOST_FILES];

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

static double cpu_seconds(void) {
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  return used.ru_utime.tv_sec + used.ru_stime.tv_sec + (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static void fail(const char *what) {
  fprintf(stderr, "send: %s: %s\n", what, strerror(errno));
  exit(1);
}

static void open_connection(struct connection *c, const char *host, int port, const char *path, int paced) {
  struct stat about;
  int file = open(path, O_RDONLY);
  if (file < 0 || fstat(file, &about) < 0) fail(path);
  c->size = about.st_size;
  if (c->size > 0) {
    c->bytes = mmap(NULL, c->size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
    if (c->bytes == MAP_FAILED) fail(path);
  }
  close(file);

  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  if (inet_pton(AF_INET, host, &address.sin_addr) != 1) fail(host);
  c->socket = socket(AF_INET, SOCK_STREAM, 0);
  /* A small buffer, since a stall of the server is only seen here once the buffer is full. */
  int buffer = PACED_BUFFER;
  if (paced) setsockopt(c->socket, SOL_SOCKET, SO_SNDBUF, &buffer, sizeof buffer);
  if (connect(c->socket, (struct sockaddr *)&address, sizeof address) < 0) fail("connect");
  fcntl(c->socket, F_SETFL, O_NONBLOCK);
}

/* Lets whole lines fall due until the connection has its share of `lines`. */
static void let_fall_due(struct connection *c, double lines, double now) {
  if (c->due == c->sent) c->waiting_since = now;
  while (c->lines_due < lines && c->due < c->size) {
    const char *end = memchr(c->bytes + c->due, '\n', c->size - c->due);
    c->due = end ? (size_t)(end + 1 - c->bytes) : c->size;
    c->lines_due++;
  }
}

/* Sends one piece; answers how long the connection had waited for the server to take any. */
static double send_piece(struct connection *c) {
  size_t length = c->due - c->sent;
  ssize_t taken = send(c->socket, c->bytes + c->sent, length < PIECE ? length : PIECE, 0);
  if (taken < 0) {
    if (errno == EAGAIN || errno == EINTR) return 0;
    fail("send");
  }
  double now = seconds(), waited = now - c->waiting_since;
  c->sent += taken;
  c->waiting_since = now;
  return waited;
}

/* True once the server has closed. Whatever it says is not for us. */
static int server_closed(struct connection *c) {
  char answer[4096];
  ssize_t length = recv(c->socket, answer, sizeof answer, 0);
  if (length > 0 || (length < 0 && (errno == EAGAIN || errno == EINTR))) return 0;
  if (length < 0) fail("recv");
  return 1;
}

int main(int argc, char **argv) {
  int count = argc - 4;
  if (count < 1 || count > MOST_FILES) {
    fprintf(stderr, "usage: send HOST PORT RATE FILE... (at most %d files)\n", MOST_FILES);
    return 2;
  }
  double rate = atof(argv[3]);
  signal(SIGPIPE, SIG_IGN);
  size_t bytes = 0;
  for (int i = 0; i < count; i++) {
    open_connection(&connections[i], argv[1], atoi(argv[2]), argv[4 + i], rate > 0);
    bytes += connections[i].size;
  }

  double started = seconds(), cpu_before = cpu_seconds(), sent_after = 0, longest_wait = 0;
  for (int i = 0; i < count; i++) {
    connections[i].waiting_since = started;
    if (rate == 0) connections[i].due = connections[i].size;
  }
  int unsent = count, open = count;
  while (open > 0) {
    struct pollfd polled[MOST_FILES];
    double now = seconds();
    /* Lines fall due in ticks, since agents send them in batches as well. */
    long ticks = (now - started) * 1000 / TICK_MILLISECONDS;
    for (int i = 0; i < count; i++) {
      struct connection *c = &connections[i];
      if (rate > 0) let_fall_due(c, ticks * TICK_MILLISECONDS / 1000.0 * rate / count, now);
      if (!c->ended && c->sent == c->size) {
        shutdown(c->socket, SHUT_WR);
        c->ended = 1;
        if (--unsent == 0) {
          sent_after = seconds() - started;
          puts("sent");
          fflush(stdout);
        }
      }
      polled[i].fd = c->closed ? -1 : c->socket;
      polled[i].events = POLLIN | (c->sent < c->due ? POLLOUT : 0);
    }
    poll(polled, count, rate > 0 && unsent > 0 ? TICK_MILLISECONDS : 100);
    for (int i = 0; i < count; i++) {
      struct connection *c = &connections[i];
      if (polled[i].fd < 0) continue;
      if (polled[i].revents & POLLOUT) {
        double waited = send_piece(c);
        if (waited > longest_wait) longest_wait = waited;
      }
      if (polled[i].revents & (POLLIN | POLLHUP | POLLERR) && server_closed(c)) {
        if (!c->ended) {
          fprintf(stderr, "send: the server closed a connection after %zu of %zu bytes\n", c->sent, c->size);
          return 1;
        }
        close(c->socket);
        c->closed = 1;
        open--;
      }
    }
  }
  printf("{\"bytes\":%zu,\"sentSeconds\":%.4f,\"acceptSeconds\":%.4f,\"longestWaitSeconds\":%.4f,\"cpuSeconds\":%.3f}\n",
         bytes, sent_after, seconds() - started, longest_wait, cpu_seconds() - cpu_before);
  return 0;
}
