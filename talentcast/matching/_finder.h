/* A tree of surfaces (_finder.c) as it is followed (_finder_scan.c). */

#ifndef TALENTCAST_FINDER_H
#define TALENTCAST_FINDER_H

#define PY_SSIZE_T_CLEAN
#ifndef Py_LIMITED_API
#define Py_LIMITED_API 0x030B0000
#endif
#include <Python.h>
#include <stdint.h>

#define PAIR_BITS 18
#define TRIPLE_BITS 20
#define ROOT 0             /* the node of no characters: no surface, no child of another */
#define SCANNED_CHILDREN 8 /* more are searched by halves */

typedef struct {
    int32_t first, surface; /* side by side: both are looked at together */
} Node;

typedef struct {
    PyObject_HEAD
    Node *node;
    uint16_t *label;
    uint32_t *may_begin; /* a bit for each slot of a pair */
    uint32_t *is_whole;  /* the same, of the pairs that are surfaces */
    uint32_t *may_go_on; /* a bit for each slot of three characters */
    uint64_t *pairs;    /* both characters and the node of the second; 0: free */
    int32_t *triples;   /* the node of the third of three characters; ROOT: free */
    uint32_t pair_mask, triple_mask; /* the last slots */
    int32_t *single;    /* surfaces of one character, else -1 */
    uint32_t *is_single; /* a bit for each character that is a surface */
} Finder;

static inline uint32_t pair_slot(uint16_t one, uint16_t two)
{
    return (one * 0x9E3779B1u + two * 0x85EBCA77u) >> (32 - PAIR_BITS);
}

static inline uint32_t triple_slot(uint16_t one, uint16_t two, uint16_t three)
{
    return (one * 0x9E3779B1u + two * 0x85EBCA77u + three * 0xC2B2AE3Du) >> (32 - TRIPLE_BITS);
}

static inline uint32_t has(const uint32_t *bits, uint32_t slot)
{
    return bits[slot >> 5] >> (slot & 31) & 1u;
}

static inline uint64_t pair_key(uint16_t one, uint16_t two)
{
    return ((uint64_t)one << 48) | ((uint64_t)two << 32);
}

int64_t scan(const Finder *self, const uint16_t *text, int64_t size, int32_t *found);

#endif
