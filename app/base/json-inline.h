/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* The readers of base/json.h that a validator calls a million times a second, with the shape of a node so that they can
 * be inlined. Read json.h for what they do, and touch no member.
 *
 * A document is one piece: a head, the nodes, the orders, the text. The children of one parent lie side by side, and
 * before their parent, so the root is the last node. A node knows how many nodes lie before it; that is the way from
 * any value back to the head, and to the one reference count.
 *
 *   head | node node node … root | order order … | text NUL text NUL …
 *
 * Every object has an order: the indices of its members sorted by the bytes of their names. It serves lookup,
 * duplicates, comparison and canonical printing. */
#pragma once

G_BEGIN_DECLS

struct _YnJson
{
  guint32 index; /* nodes before this one */
  guint32 kind;
  guint32 line;
  guint32 column;
  guint32 name; /* offset of its name in the text; members only */
  guint32 name_length;
  guint32 size;  /* children, bytes of text, or the truth of a boolean */
  guint32 start; /* the first child's index, or the offset of the text */
  guint32 order; /* where an object's order begins; of a number that is a few digits alone, its value plus one */
};

typedef struct
{
  int references;
  const guint32 *orders;
  char *text;
  gsize text_length;
  YnJson nodes[];
} YnJsonDocument;

static inline YnJsonDocument *
yn_json_document (const YnJson *json)
{
  const YnJson *first = json - json->index;

  return (YnJsonDocument *) ((char *) first - G_STRUCT_OFFSET (YnJsonDocument, nodes));
}

static inline const guint32 *
yn_json_order (const YnJson *json)
{
  return yn_json_document (json)->orders + json->order;
}

static inline YnJsonKind
yn_json_kind (const YnJson *json)
{
  return json != NULL ? (YnJsonKind) json->kind : YN_JSON_NULL;
}

static inline gboolean
yn_json_is (const YnJson *json, YnJsonKind kind)
{
  return json != NULL && json->kind == kind;
}

static inline gboolean
yn_json_is_container (const YnJson *json)
{
  return yn_json_is (json, YN_JSON_ARRAY) || yn_json_is (json, YN_JSON_OBJECT);
}

static inline gboolean
yn_json_boolean (const YnJson *json)
{
  return yn_json_is (json, YN_JSON_BOOLEAN) && json->size != 0;
}

static inline const char *
yn_json_string (const YnJson *json)
{
  return yn_json_is (json, YN_JSON_STRING) ? yn_json_document (json)->text + json->start : NULL;
}

static inline gsize
yn_json_string_length (const YnJson *json)
{
  return yn_json_is (json, YN_JSON_STRING) ? json->size : 0;
}

static inline const char *
yn_json_number (const YnJson *json)
{
  return yn_json_is (json, YN_JSON_NUMBER) ? yn_json_document (json)->text + json->start : NULL;
}

static inline guint
yn_json_size (const YnJson *json)
{
  if (json == NULL || (json->kind != YN_JSON_ARRAY && json->kind != YN_JSON_OBJECT))
    return 0;
  return json->size;
}

static inline const YnJson *
yn_json_at (const YnJson *json, guint index)
{
  if (json == NULL || index >= yn_json_size (json))
    return NULL;
  return &yn_json_document (json)->nodes[json->start + index];
}

static inline guint
yn_json_index_of (const YnJson *json, const YnJson *child)
{
  const YnJson *first = yn_json_at (json, 0);
  guint size = yn_json_size (json);

  return first != NULL && child >= first && child < first + size ? (guint) (child - first) : size;
}

static inline const char *
yn_json_name_at (const YnJson *json, guint index)
{
  const YnJson *member = yn_json_is (json, YN_JSON_OBJECT) ? yn_json_at (json, index) : NULL;

  return member != NULL ? yn_json_document (member)->text + member->name : NULL;
}

static inline gsize
yn_json_name_length_at (const YnJson *json, guint index)
{
  const YnJson *member = yn_json_is (json, YN_JSON_OBJECT) ? yn_json_at (json, index) : NULL;

  return member != NULL ? member->name_length : 0;
}

static inline guint
yn_json_sorted_at (const YnJson *object, guint rank)
{
  return yn_json_order (object)[rank];
}

G_END_DECLS
