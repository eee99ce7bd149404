/* Follows the tree of surfaces (_finder.c) through a text.

   A stretch of the text is looked at in rounds, each of which leaves fewer places. What is hard to
   foresee is counted with, not branched on, and no place waits for the memory of another. */

#include "_finder.h"
#if defined(__GNUC__) && defined(__SSE2__)
#include <emmintrin.h>
#endif

#define STRETCH 2048 /* characters that are looked at together */

/* The places of a stretch where surfaces may begin. */
typedef struct {
    int64_t first, last;                       /* the stretch */
    int32_t count, place[STRETCH];             /* from its beginning on */
    int32_t surface[STRETCH], length[STRETCH]; /* the longest there so far, or -1 */
    int32_t node[STRETCH];                     /* up to which it was followed */
    int32_t going, goes_on[STRETCH];           /* where a longer one may stand: numbers of places */
} Stretch;

/* The node that two characters lead to, or the root. */
static int32_t pair_node(const Finder *self, uint16_t one, uint16_t two)
{
    uint32_t slot = pair_slot(one, two) & self->pair_mask;
    for (; self->pairs[slot]; slot = (slot + 1) & self->pair_mask)
        if ((self->pairs[slot] ^ pair_key(one, two)) >> 32 == 0)
            return (int32_t)(uint32_t)self->pairs[slot];
    return ROOT;
}

/* The child, by the last of three characters, of the node that the first two lead to, or the root. */
static int32_t triple_node(const Finder *self, int32_t node, const uint16_t *text)
{
    int32_t first = self->node[node].first, last = self->node[node + 1].first, found;
    uint32_t slot = triple_slot(text[0], text[1], text[2]) & self->triple_mask;
    for (; (found = self->triples[slot]) != ROOT; slot = (slot + 1) & self->triple_mask)
        if (found >= first && found < last && self->label[found] == text[2])
            return found;
    return ROOT;
}

/* The one of up to SCANNED_CHILDREN nodes that has a label, or the root; so many may be read. */
static int32_t labelled(const uint16_t *label, int32_t first, int32_t count, uint16_t code)
{
#if defined(__GNUC__) && defined(__SSE2__)
    __m128i codes = _mm_set1_epi16((short)code);
    __m128i same = _mm_cmpeq_epi16(_mm_loadu_si128((const __m128i *)(label + first)), codes);
    uint32_t hit = (uint32_t)_mm_movemask_epi8(same) & ((1u << 2 * count) - 1);
    return (first + __builtin_ctz(hit | 1u << 31) / 2) & -(int32_t)(hit != 0);
#else
    int32_t found = ROOT;
    for (int32_t at = first; at < first + count; at++)
        found = label[at] == code ? at : found;
    return found;
#endif
}

/* The node of a child, or the root. */
static int32_t child(const Finder *self, int32_t node, uint16_t code)
{
    int32_t low = self->node[node].first, high = self->node[node + 1].first;
    while (high - low > SCANNED_CHILDREN) {
        int32_t middle = low + (high - low) / 2;
        if (self->label[middle] <= code)
            low = middle;
        else
            high = middle;
    }
    return labelled(self->label, low, high - low, code);
}

/* Note the places where a surface may begin. */
static void may_begin_at(const Finder *self, const uint16_t *text, int64_t size, Stretch *all)
{
    int32_t count = 0;
    for (int64_t place = all->first; place < all->last; place++) {
        uint16_t one = text[place], two = place + 1 < size ? text[place + 1] : 0;
        uint32_t slot = pair_slot(one, two);
        all->place[count] = (int32_t)(place - all->first);
        count += (int32_t)(has(self->may_begin, slot) | has(self->is_single, one));
    }
    all->count = count;
}

/* Keep those at which two or three characters agree too, and note where a third one goes on. */
static void agree_at(const Finder *self, const uint16_t *text, int64_t size, Stretch *all)
{
    int32_t kept = 0, going = 0;
    for (int32_t at = 0; at < all->count; at++) {
        int64_t place = all->first + all->place[at];
        uint16_t one = text[place], two = place + 1 < size ? text[place + 1] : 0;
        uint16_t three = place + 2 < size ? text[place + 2] : 0;
        uint32_t goes_on = has(self->may_go_on, triple_slot(one, two, three));
        uint32_t is_whole = has(self->is_whole, pair_slot(one, two));
        all->place[kept] = all->place[at];
        all->goes_on[going] = kept;
        going += (int32_t)goes_on;
        kept += (int32_t)(has(self->is_single, one) | is_whole | goes_on);
    }
    all->count = kept;
    all->going = going;
}

/* The second of two numbers, or the first if there is no surface. */
static int32_t either(int32_t surface, int32_t without, int32_t with)
{
    int32_t none = surface >> 31;
    return (without & none) | (with & ~none);
}

/* Find the longest surfaces of one or two characters. */
static void find_short(const Finder *self, const uint16_t *text, int64_t size, Stretch *all)
{
    for (int32_t at = 0; at < all->count; at++) {
        int64_t place = all->first + all->place[at];
        uint16_t one = text[place];
        int32_t single = has(self->is_single, one) ? self->single[one] : -1;
        int32_t node = place + 1 < size ? pair_node(self, one, text[place + 1]) : ROOT;
        int32_t surface = self->node[node].surface;
        all->node[at] = node;
        all->surface[at] = either(surface, single, surface);
        all->length[at] = either(surface, 1, 2);
    }
}

/* Put longer ones in their place, a character a round: no place waits for the memory of another. */
static void find_longer(const Finder *self, const uint16_t *text, int64_t size, Stretch *all)
{
    for (int32_t length = 3; all->going; length++) {
        int32_t kept = 0;
        for (int32_t one = 0; one < all->going; one++) {
            int32_t at = all->goes_on[one], node = ROOT;
            int64_t place = all->first + all->place[at], last = place + length - 1;
            if (last < size && length == 3)
                node = triple_node(self, all->node[at], text + place);
            else if (last < size)
                node = child(self, all->node[at], text[last]);
            int32_t surface = self->node[node].surface;
            all->node[at] = node;
            all->surface[at] = either(surface, all->surface[at], surface);
            all->length[at] = either(surface, all->length[at], length);
            all->goes_on[kept] = at;
            kept += node != ROOT;
        }
        all->going = kept;
    }
}

/* Write number, start and end of what begins at `next` or behind it and overlaps nothing before;
   return where that ends. */
static int64_t settle(const Stretch *all, int64_t next, int32_t *found, int64_t *written)
{
    for (int32_t at = 0; at < all->count; at++) {
        int64_t place = all->first + all->place[at], end = place + all->length[at];
        int64_t counts = -(int64_t)((all->surface[at] >= 0) & (place >= next));
        found[*written] = all->surface[at];
        found[*written + 1] = (int32_t)place;
        found[*written + 2] = (int32_t)end;
        *written += counts & 3;
        next += counts & (end - next);
    }
    return next;
}

/* Write number, start and end of what is found, in turn; return how many numbers were written. */
int64_t scan(const Finder *self, const uint16_t *text, int64_t size, int32_t *found)
{
    Stretch all;
    int64_t written = 0, next = 0;
    for (all.first = 0; all.first < size; all.first = all.last) {
        all.last = all.first + STRETCH < size ? all.first + STRETCH : size;
        may_begin_at(self, text, size, &all);
        agree_at(self, text, size, &all);
        find_short(self, text, size, &all);
        find_longer(self, text, size, &all);
        next = settle(&all, next, found, &written);
    }
    return written;
}
