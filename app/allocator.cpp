// What jemalloc is told at the start, before main().

extern "C" {
// Large blocks live with all others. In the arena of their own that they would have, each is given
// back to the system as soon as it is free, and the kernel clears it anew for the next: a body of
// 25 MB then keeps the loop, and the open streams on it, for milliseconds.
extern const char* malloc_conf;
const char* malloc_conf = "oversize_threshold:0";
}
