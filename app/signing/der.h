/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* DER (X.690 §10) read strictly and written. libcrypto's reader is patient with what is not DER; where a byte that no
 * signature covers must be the only one possible, this one looks. Tags are single octets, the class and constructed
 * bits included; lengths are definite and as short as they can be. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

enum
{
  YN_DER_INTEGER = 0x02,
  YN_DER_BITS = 0x03,
  YN_DER_OCTETS = 0x04,
  YN_DER_NULL = 0x05,
  YN_DER_OID = 0x06,
  YN_DER_SEQUENCE = 0x30,
  YN_DER_SET = 0x31,
  YN_DER_CONTEXT_0 = 0xa0, /* constructed */
  YN_DER_CONTEXT_1 = 0xa1,
  YN_DER_SIMPLE_0 = 0x80,
};

/* What is still to be read of an element's content. */
typedef struct
{
  const guint8 *at, *end;
} YnDer;

#define YN_DER_BYTES(data, length) ((YnDer) { (data), (data) + (length) })

static inline gboolean
yn_der_ended (const YnDer *walk)
{
  return walk->at == walk->end;
}

/* Steps over the next element, which must have @tag; its content goes to @inside. */
gboolean yn_der_enter (YnDer *walk, guint8 tag, YnDer *inside);
/* Steps over the next element of whatever tag; the whole of it, tag and length included, goes to @element. */
gboolean yn_der_next (YnDer *walk, guint8 *tag, YnDer *element);
/* Much Java writes the outer elements of a CMS with indefinite lengths (X.690 §8.1.3.6). The first element of @data
 * with definite ones instead, and how long it was; elements of definite length inside stay as they are. NULL: its
 * length is definite already, or it does not end. New. */
GBytes *yn_der_definite (const guint8 *data, gsize length, gsize *consumed);
gboolean yn_der_equal (const YnDer *walk, const void *data, gsize length);

/* An element is opened, filled and closed; closing puts its length in. */
guint yn_der_open (GByteArray *der, guint8 tag);
void yn_der_close (GByteArray *der, guint opened);
void yn_der_put (GByteArray *der, guint8 tag, const void *content, gsize length);
/* A SET OF, whose elements (GBytes) DER wants in the order of their encodings: sorts them. */
void yn_der_put_set (GByteArray *der, guint8 tag, GPtrArray *elements);

G_END_DECLS
