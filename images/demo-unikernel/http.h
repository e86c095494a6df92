#pragma once
#include "base.h"
enum { http_port = 80 };
/* Writes the answer to a request that ends with a 0, and gives its length; 0 while the request is not whole. */
u32 http_answer(const char *request, u32 length, char *answer, u32 room);
/* The peer has got it: an end that was asked for may come now. */
void http_was_delivered(const char *answer);
