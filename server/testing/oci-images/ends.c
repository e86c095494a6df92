// Says so and ends with 3 (CODE).
#include <stdio.h>
#include <stdlib.h>

int main(void) {
  fprintf(stderr, "ending\n");
  return atoi(getenv("CODE") ?: "3");
}
