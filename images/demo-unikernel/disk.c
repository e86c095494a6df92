/* virtio-blk, one request at a time (Virtual I/O Device specification 1.2, 5.2.6 "Device Operation"). */
#include "disk.h"
#include "virtio.h"

enum { block_device = 2, next_follows = 1, for_device_to_write = 2, patience = 200000000 };

struct request { u32 type, reserved; u64 sector; };

static struct device disk;
static struct queue requests;

/* Header, data and status are three buffers of one chain; type 0 reads. */
static void give_chain(void) {
  const struct request read_first = {0, 0, 0};
  memcpy(requests.buffers[0], &read_first, sizeof read_first);
  requests.buffers[2][0] = 0xff;
  requests.descriptors[0] = (struct descriptor){(u64)requests.buffers[0], sizeof read_first, next_follows, 1};
  requests.descriptors[1] =
      (struct descriptor){(u64)requests.buffers[1], 512, next_follows | for_device_to_write, 2};
  requests.descriptors[2] = (struct descriptor){(u64)requests.buffers[2], 1, for_device_to_write, 0};
  requests.available.ring[0] = 0;
  barrier();
  requests.available.index = 1;
}

const char *disk_read_first(const char *command_line) {
  u32 bytes;
  if (!virtio_find(command_line, block_device, &disk) || !virtio_begin(&disk, 0)) return NULL;
  if (!virtio_add_queue(&disk, &requests, 0)) return NULL;
  virtio_ready(&disk);
  requests.available.flags = 1; /* no interrupt: we wait here */
  give_chain();
  virtio_kick(&disk, &requests);
  for (int tries = 0; tries < patience; tries++) {
    if (virtio_take(&requests, &bytes) == 0) return requests.buffers[2][0] == 0 ? (const char *)requests.buffers[1] : NULL;
  }
  return NULL;
}
