/* A virtio-blk disk, of which the first sector is looked at. */
#pragma once
/* 512 bytes, or NULL where there is no disk or it does not answer. */
const char *disk_read_first(const char *command_line);
