/* A number for each distinct phrase (phrases.py): a table of those met so far. */

#include "_spans.h"

#define FIRST_SLOTS 64
#define SLOTS_A_PHRASE 2 /* at least */
#define UTF8_BYTES 3     /* of a character of the basic plane, at most */

/* Most phrases that are asked for are not there: the slot alone says so. */
typedef struct {
    uint32_t hash, next; /* of a phrase, and its number and one; next is 0: free */
} Slot;

typedef struct {
    PyObject_HEAD
    Slot *slot;
    uint32_t mask; /* the last slot */
    uint16_t *codes;
    int64_t *begin; /* of each phrase in codes, and the end of the last */
    size_t space_codes, space;
    uint32_t count;
} Phrases;

static uint64_t mixed(uint64_t hash, uint64_t codes)
{
    hash = (hash ^ codes) * 0x9E3779B97F4A7C15u;
    return hash ^ hash >> 29;
}

static uint32_t hash_of(const uint16_t *codes, int64_t size)
{
    uint64_t hash = (uint64_t)size * 0x9E3779B97F4A7C15u, rest = 0;
    for (; size >= 4; codes += 4, size -= 4) {
        uint64_t four;
        memcpy(&four, codes, sizeof(four));
        hash = mixed(hash, four);
    }
    for (int64_t at = 0; at < size; at++)
        rest = rest << 16 | codes[at];
    return (uint32_t)(mixed(hash, rest) >> 32);
}

/* The slot of a phrase, or the free one where it belongs. */
static uint32_t slot_of(const Phrases *self, const uint16_t *codes, int64_t size, uint32_t hash)
{
    uint32_t slot = hash & self->mask;
    for (; self->slot[slot].next; slot = (slot + 1) & self->mask) {
        if (self->slot[slot].hash != hash)
            continue;
        const int64_t *begin = self->begin + self->slot[slot].next - 1;
        if (begin[1] - begin[0] == size &&
            !memcmp(self->codes + begin[0], codes, (size_t)size * sizeof(uint16_t)))
            break;
    }
    return slot;
}

static int grow_slots(Phrases *self)
{
    uint32_t mask = 2 * self->mask + 1;
    Slot *more = calloc((size_t)mask + 1, sizeof(Slot));
    if (!more)
        return -1;
    for (uint32_t old = 0; old <= self->mask; old++) {
        uint32_t slot = self->slot[old].hash & mask;
        if (!self->slot[old].next)
            continue;
        while (more[slot].next)
            slot = (slot + 1) & mask;
        more[slot] = self->slot[old];
    }
    free(self->slot);
    self->slot = more;
    self->mask = mask;
    return 0;
}

/* Make room for one more phrase. */
static int grow_phrases(Phrases *self, int64_t size)
{
    size_t needed = (size_t)self->begin[self->count] + (size_t)size;
    if (needed > self->space_codes) {
        uint16_t *more = realloc(self->codes, 2 * needed * sizeof(uint16_t));
        if (!more)
            return -1;
        self->codes = more;
        self->space_codes = 2 * needed;
    }
    if (self->count + 2 > self->space) {
        size_t space = 2 * self->space;
        int64_t *begin = realloc(self->begin, space * sizeof(int64_t));
        if (!begin)
            return -1;
        self->begin = begin;
        self->space = space;
    }
    if ((uint64_t)(self->count + 1) * SLOTS_A_PHRASE > (uint64_t)self->mask + 1)
        return grow_slots(self);
    return 0;
}

/* Return the number of a phrase, -1 if it is not there and not added, -2 without memory. */
static int64_t number_of(Phrases *self, const uint16_t *codes, int64_t size, int is_added)
{
    uint32_t hash = hash_of(codes, size), slot = slot_of(self, codes, size, hash);
    if (self->slot[slot].next)
        return (int64_t)self->slot[slot].next - 1;
    if (!is_added)
        return -1;
    if (self->count >= INT32_MAX || grow_phrases(self, size) < 0)
        return -2;
    slot = slot_of(self, codes, size, hash);
    uint32_t number = self->count++;
    memcpy(self->codes + self->begin[number], codes, (size_t)size * sizeof(uint16_t));
    self->begin[number + 1] = self->begin[number] + size;
    self->slot[slot] = (Slot){hash, number + 1};
    return number;
}

/* Look some stretches up, and add them if asked to; note the places of the added ones. */
static PyObject *number_all(Phrases *self, PyObject *args, int is_added)
{
    static const int sizes[] = {2, 8, 8, 8};
    Buffers all;
    Column added = {NULL, 0, 0};
    if (take(&all, args, 4, sizes, 1) < 0)
        return NULL;
    int64_t size = length_of(&all, 0, 2), count = length_of(&all, 1, 8);
    if (length_of(&all, 2, 8) != count || length_of(&all, 3, 8) != count)
        return refused(&all, "as many ends and results as starts are needed");
    const uint16_t *codes = all.view[0].buf;
    const int64_t *start = all.view[1].buf, *end = all.view[2].buf;
    int64_t *found = all.view[3].buf;
    for (int64_t at = 0; at < count; at++) {
        if (start[at] < 0 || end[at] < start[at] || end[at] > size) {
            free(added.value);
            return refused(&all, "a stretch is not inside the text");
        }
        uint32_t before = self->count;
        found[at] = number_of(self, codes + start[at], end[at] - start[at], is_added);
        if (found[at] == -2 || (self->count > before && add(&added, at) < 0)) {
            free(added.value);
            release(&all);
            return PyErr_NoMemory();
        }
    }
    release(&all);
    return as_bytes(&added);
}

/* add(codes, start, end, found) -> places of those that were not there. */
static PyObject *phrases_add(PyObject *self, PyObject *args)
{
    return number_all((Phrases *)self, args, 1);
}

/* find(codes, start, end, found): -1 for those that are not there. */
static PyObject *phrases_find(PyObject *self, PyObject *args)
{
    return number_all((Phrases *)self, args, 0);
}

/* Write a character of the basic plane in UTF-8; return how many bytes it has. */
static int64_t write_utf8(uint16_t code, uint8_t *text)
{
    int64_t size = 0;
    if (code < 0x80)
        text[size++] = (uint8_t)code;
    else {
        if (code < 0x800)
            text[size++] = (uint8_t)(0xC0 | code >> 6);
        else {
            text[size++] = (uint8_t)(0xE0 | code >> 12);
            text[size++] = (uint8_t)(0x80 | (code >> 6 & 0x3F));
        }
        text[size++] = (uint8_t)(0x80 | (code & 0x3F));
    }
    return size;
}

/* words(prefix): all phrases in UTF-8, each behind a prefix, one after the other, and where each
   begins, and the end, in 32 bits. */
static PyObject *phrases_words(PyObject *object, PyObject *args)
{
    static const int sizes[] = {1};
    Phrases *self = (Phrases *)object;
    Buffers all;
    if (take(&all, args, 1, sizes, 0) < 0)
        return NULL;
    size_t prefix = (size_t)all.view[0].len, count = self->count;
    size_t most = count * prefix + UTF8_BYTES * (size_t)self->begin[count];
    if (most > INT32_MAX)
        return refused(&all, "too many words");
    uint8_t *text = malloc(most + 1);
    int32_t *begin = malloc((count + 1) * sizeof(int32_t));
    PyObject *made = NULL;
    if (text && begin) {
        int64_t size = 0;
        for (size_t one = 0; one < count; one++) {
            begin[one] = (int32_t)size;
            memcpy(text + size, all.view[0].buf, prefix);
            size += (int64_t)prefix;
            for (int64_t at = self->begin[one]; at < self->begin[one + 1]; at++)
                size += write_utf8(self->codes[at], text + size);
        }
        begin[count] = (int32_t)size;
        made = Py_BuildValue("y#y#", (char *)text, (Py_ssize_t)size, (char *)begin,
                             (Py_ssize_t)((count + 1) * sizeof(int32_t)));
    } else
        PyErr_NoMemory();
    free(text);
    free(begin);
    release(&all);
    return made;
}

static PyObject *phrases_new(PyTypeObject *type, PyObject *args, PyObject *keywords)
{
    (void)args;
    (void)keywords;
    allocfunc alloc = (allocfunc)PyType_GetSlot(type, Py_tp_alloc);
    Phrases *self = (Phrases *)alloc(type, 0);
    if (!self)
        return NULL;
    self->slot = calloc(FIRST_SLOTS, sizeof(Slot));
    self->mask = FIRST_SLOTS - 1;
    self->space_codes = self->space = FIRST_SLOTS;
    self->codes = malloc(FIRST_SLOTS * sizeof(uint16_t));
    self->begin = calloc(FIRST_SLOTS, sizeof(int64_t));
    if (!self->slot || !self->codes || !self->begin) {
        Py_DECREF(self);
        return PyErr_NoMemory();
    }
    return (PyObject *)self;
}

static void phrases_dealloc(PyObject *object)
{
    Phrases *self = (Phrases *)object;
    PyTypeObject *type = Py_TYPE(object);
    free(self->slot);
    free(self->codes);
    free(self->begin);
    freefunc release_object = (freefunc)PyType_GetSlot(type, Py_tp_free);
    release_object(object);
    Py_DECREF(type);
}

static PyMethodDef phrases_methods[] = {
    {"add", phrases_add, METH_VARARGS, "Numbers of stretches; places of those not met before."},
    {"find", phrases_find, METH_VARARGS, "Numbers of stretches, -1 for those not met before."},
    {"words", phrases_words, METH_VARARGS, "All phrases in UTF-8 and where they begin."},
    {NULL, NULL, 0, NULL},
};

static PyType_Slot phrases_slots[] = {
    {Py_tp_new, phrases_new},
    {Py_tp_dealloc, phrases_dealloc},
    {Py_tp_methods, phrases_methods},
    {0, NULL},
};

static PyType_Spec phrases_spec = {
    .name = "talentcast.matching._spans.Phrases",
    .basicsize = sizeof(Phrases),
    .flags = Py_TPFLAGS_DEFAULT,
    .slots = phrases_slots,
};

PyObject *phrases_type(void)
{
    return PyType_FromSpec(&phrases_spec);
}
