/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Documents: schemas, services, answers, rule packs. RFC 8259 strictly, and what json-glib loses is kept: numbers as
 * written, strings with their length (a string may hold NUL), line and column of every value.
 *
 * A YnJson is one value of an immutable tree. The tree lives in one compact piece; a reference to any value keeps
 * the whole tree alive. Children are borrowed from their parent. All functions accept NULL as "no such value" and
 * answer NULL, 0 or FALSE, so that lookups can be chained:
 *
 *   const char *name = yn_json_string (yn_json_get (yn_json_get (service, "title"), "zh"));
 *
 * Errors: YN_ERROR_BAD_JSON, the message with line and column. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _YnJson YnJson;

typedef enum
{
  YN_JSON_NULL,
  YN_JSON_BOOLEAN,
  YN_JSON_NUMBER,
  YN_JSON_STRING,
  YN_JSON_ARRAY,
  YN_JSON_OBJECT,
} YnJsonKind;

#define YN_JSON_MAX_DEPTH 512
#define YN_JSON_MAX_BYTES (64 * 1024 * 1024)

/* Strict: UTF-8 checked, no comments, no trailing comma, no duplicate names, lone surrogates refused, nothing behind
 * the value but white space. @length -1: NUL-terminated. The answer is a new reference. */
YnJson *yn_json_parse (const char *text, gssize length, GError **error);
YnJson *yn_json_parse_bytes (GBytes *bytes, GError **error);
YnJson *yn_json_load (const char *path, GError **error);

YnJson *yn_json_ref (const YnJson *json);
void yn_json_unref (YnJson *json);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnJson, yn_json_unref)

static inline YnJsonKind yn_json_kind (const YnJson *json); /* NULL is YN_JSON_NULL */
static inline gboolean yn_json_is (const YnJson *json, YnJsonKind kind); /* FALSE for NULL pointers */
static inline gboolean yn_json_is_container (const YnJson *json); /* an array or an object */
guint yn_json_line (const YnJson *json);                   /* from 1 */
guint yn_json_column (const YnJson *json);                 /* from 1, in bytes */

/* Values. NULL or FALSE where the kind does not fit. */
static inline gboolean yn_json_boolean (const YnJson *json);
static inline const char *yn_json_string (const YnJson *json); /* UTF-8, NUL-terminated; may hold further NULs */
static inline gsize yn_json_string_length (const YnJson *json);
static inline const char *yn_json_number (const YnJson *json); /* as written */
/* FALSE: not a number, not whole, or out of range; 1.0 and 1e2 are whole. */
gboolean yn_json_int64 (const YnJson *json, gint64 *value);

/* Decimal comparison of two numbers, exact: <0, 0, >0. Both must be numbers. */
int yn_json_compare_numbers (const YnJson *a, const YnJson *b);
gboolean yn_json_number_is_whole (const YnJson *json); /* 1.0 and 1e400 are */

/* Whether @number is an exact multiple of @divisor, which is above 0 and has at most 18 significant digits. */
gboolean yn_json_number_is_divisor (const YnJson *json);
gboolean yn_json_number_is_multiple (const YnJson *number, const YnJson *divisor);

/* Arrays and objects. Members keep the order of the document. */
static inline guint yn_json_size (const YnJson *json);
static inline const YnJson *yn_json_at (const YnJson *json, guint index);
static inline guint yn_json_index_of (const YnJson *json, const YnJson *child); /* its size where it is no child */
static inline const char *yn_json_name_at (const YnJson *json, guint index);
static inline gsize yn_json_name_length_at (const YnJson *json, guint index);
static inline guint yn_json_sorted_at (const YnJson *object, guint rank); /* the index of the member whose name has that
                                                                             rank among the names, by their bytes */
/* Finds a whole list of names, themselves in that order, in one walk: @rank begins at 0 and goes along. The member's
 * index; G_MAXUINT: there is none of that name. */
guint yn_json_walk_to (const YnJson *object, guint *rank, const char *name, gsize length);
const YnJson *yn_json_get (const YnJson *json, const char *name);
const YnJson *yn_json_get_len (const YnJson *json, const char *name, gsize length);

/* RFC 6901; "" is @json itself. NULL: nothing there, or no pointer. */
const YnJson *yn_json_pointer (const YnJson *json, const char *pointer);

/* Short cuts over yn_json_get(). @fallback where absent or of another kind. */
const char *yn_json_get_string (const YnJson *json, const char *name); /* or NULL */
gint64 yn_json_get_int (const YnJson *json, const char *name, gint64 fallback);
gboolean yn_json_get_boolean (const YnJson *json, const char *name, gboolean fallback);

/* {"zh": …, "en": …}: the text in that language, else the Chinese one; a plain string is itself; else "". */
const char *yn_json_text (const YnJson *json, int language);

/* Equal as JSON values: numbers as decimals (1.0 is 1), objects without order. */
gboolean yn_json_equal (const YnJson *a, const YnJson *b);

/* A total order whose zero is yn_json_equal(). */
int yn_json_compare (const YnJson *a, const YnJson *b);

/* Equal values have the same. */
guint yn_json_hash (const YnJson *json);

typedef enum
{
  YN_JSON_COMPACT,
  YN_JSON_PRETTY,    /* two spaces, LF at the end */
  YN_JSON_CANONICAL, /* compact, members sorted by the bytes of their names: for hashing */
} YnJsonStyle;

char *yn_json_print (const YnJson *json, YnJsonStyle style); /* a string with NUL is printed with \u0000 */
GBytes *yn_json_print_bytes (const YnJson *json, YnJsonStyle style);

/* A changed copy: the value at @pointer is @value (NULL: removed). Missing parents are made (objects; an array where
 * the next token is "0" or "-"); "-" appends. FALSE pointer: @json itself again. Never fails: a pointer through a
 * scalar replaces the scalar. */
YnJson *yn_json_with (const YnJson *json, const char *pointer, const YnJson *value);

/* The same, where it stands: the reference in @json becomes one to the changed copy. */
void yn_json_put (YnJson **json, const char *pointer, const YnJson *value);

/* @over laid on @under: objects member by member, all else replaced. @over NULL: @under. New. */
YnJson *yn_json_laid_over (const YnJson *under, const YnJson *over);

/* One pointer token, escaped (~0, ~1). */
char *yn_json_pointer_escape (const char *token);

/* To the child at @index of @container, which stands at @pointer. New. */
char *yn_json_pointer_below (const YnJson *container, const char *pointer, guint index);

/* Writing. A writer makes one value; names before values inside objects. Misuse (a value without a name, an end too
 * many) is a programming error and asserted. A name written twice keeps its last value. Bytes that are not UTF-8
 * become U+FFFD. */
typedef struct _YnJsonWriter YnJsonWriter;

YnJsonWriter *yn_json_writer_new (void);
void yn_json_writer_free (YnJsonWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YnJsonWriter, yn_json_writer_free)

void yn_json_writer_begin_object (YnJsonWriter *writer);
void yn_json_writer_begin_array (YnJsonWriter *writer);
void yn_json_writer_end (YnJsonWriter *writer);
void yn_json_writer_name (YnJsonWriter *writer, const char *name);
void yn_json_writer_name_of (YnJsonWriter *writer, const YnJson *object, guint index); /* the same name again */
void yn_json_writer_string (YnJsonWriter *writer, const char *value); /* NULL writes null */
void yn_json_writer_string_len (YnJsonWriter *writer, const char *value, gsize length);
void yn_json_writer_int (YnJsonWriter *writer, gint64 value);
void yn_json_writer_number (YnJsonWriter *writer, const char *text); /* as written */
void yn_json_writer_boolean (YnJsonWriter *writer, gboolean value);
void yn_json_writer_null (YnJsonWriter *writer);
void yn_json_writer_value (YnJsonWriter *writer, const YnJson *value);

/* name + value in one call */
void yn_json_writer_member_string (YnJsonWriter *writer, const char *name, const char *value);
void yn_json_writer_member_int (YnJsonWriter *writer, const char *name, gint64 value);
void yn_json_writer_member_boolean (YnJsonWriter *writer, const char *name, gboolean value);
void yn_json_writer_member_value (YnJsonWriter *writer, const char *name, const YnJson *value);

/* The finished value; the writer is empty again. */
YnJson *yn_json_writer_finish (YnJsonWriter *writer);

/* Leaves. New references. */
YnJson *yn_json_new_string (const char *value);
YnJson *yn_json_new_string_len (const char *value, gsize length);
YnJson *yn_json_new_int (gint64 value);
YnJson *yn_json_new_boolean (gboolean value);
YnJson *yn_json_new_object (void);

G_END_DECLS

#include "base/json-inline.h"
