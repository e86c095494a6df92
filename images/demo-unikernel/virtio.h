/* A virtio device behind memory-mapped registers, and its queues (Virtual I/O Device specification 1.2). */
#pragma once
#include "base.h"

enum { queue_size = 256, buffer_bytes = 2048 };

struct descriptor { u64 address; u32 length; u16 flags, next; };
struct available { u16 flags, index, ring[queue_size], event; };
struct used { u16 flags, index; struct { u32 id, length; } ring[queue_size]; u16 event; };

/* A split queue (2.7) whose descriptor n always belongs to buffer n. */
struct queue {
  struct descriptor descriptors[queue_size] __attribute__((aligned(4096)));
  struct available available __attribute__((aligned(4096)));
  struct used used __attribute__((aligned(4096)));
  u8 buffers[queue_size][buffer_bytes];
  u16 seen, number;
};

struct device { u64 registers; u32 gsi; };

/* Finds the first device of this kind by the command line, or else where a microvm has them. 1 when there is one. */
int virtio_find(const char *command_line, u32 kind, struct device *device);
/* Up to FEATURES_OK with version 1 and of `wanted` what there is. 1 when the device agrees. */
int virtio_begin(struct device *device, u32 wanted);
int virtio_add_queue(struct device *device, struct queue *queue, u16 number);
void virtio_ready(struct device *device);
/* Before looking at the queues: what comes after this call raises the line anew. */
void virtio_acknowledge(struct device *device);
/* Hands buffer `id` to the device, which writes into it when `is_for_device_to_write`. */
void virtio_give(struct queue *queue, u16 id, u32 bytes, int is_for_device_to_write);
void virtio_kick(struct device *device, struct queue *queue);
/* The next buffer that the device has done with, -1 when there is none. */
int virtio_take(struct queue *queue, u32 *bytes);
