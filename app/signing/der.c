/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "signing/der.h"

#include <string.h>

#define LONG_FORM 0x80
#define HIGH_TAG 0x1f
#define CONSTRUCTED 0x20
#define INDEFINITE 0x80
#define MAX_DEPTH 16
#define MAX_LENGTH_OCTETS 4

/* Reads one length; FALSE: not in DER, or beyond the end. */
static gboolean
read_length (YnDer *walk, gsize *length)
{
  guint octets;

  if (walk->at == walk->end)
    return FALSE;
  *length = *walk->at++;
  if (*length < LONG_FORM)
    return *length <= (gsize) (walk->end - walk->at);
  octets = *length & ~LONG_FORM;
  if (octets == 0 || octets > MAX_LENGTH_OCTETS || octets > (gsize) (walk->end - walk->at) || *walk->at == 0)
    return FALSE;
  for (*length = 0; octets > 0; octets--)
    *length = *length << 8 | *walk->at++;
  return *length >= LONG_FORM && *length <= (gsize) (walk->end - walk->at);
}

gboolean
yn_der_next (YnDer *walk, guint8 *tag, YnDer *element)
{
  YnDer rest = *walk;
  gsize length;

  if (rest.at == rest.end || (*rest.at & HIGH_TAG) == HIGH_TAG)
    return FALSE;
  *tag = *rest.at++;
  if (!read_length (&rest, &length))
    return FALSE;
  *element = (YnDer) { walk->at, rest.at + length };
  walk->at = element->end;
  return TRUE;
}

gboolean
yn_der_enter (YnDer *walk, guint8 tag, YnDer *inside)
{
  YnDer rest = *walk;
  gsize length;

  if (rest.at == rest.end || *rest.at++ != tag || !read_length (&rest, &length))
    return FALSE;
  *inside = (YnDer) { rest.at, rest.at + length };
  walk->at = inside->end;
  return TRUE;
}

/* Appends the element at @walk; @depth: how many of indefinite length it is in. */
static gboolean
append_definite (YnDer *walk, int depth, GByteArray *out)
{
  YnDer element;
  guint opened;
  guint8 tag;

  if (yn_der_next (walk, &tag, &element))
    {
      g_byte_array_append (out, element.at, (guint) (element.end - element.at));
      return TRUE;
    }
  if (depth == MAX_DEPTH || walk->end - walk->at < 2 || (*walk->at & CONSTRUCTED) == 0 || walk->at[1] != INDEFINITE)
    return FALSE;
  opened = yn_der_open (out, *walk->at);
  for (walk->at += 2; walk->end - walk->at >= 2 && (walk->at[0] != 0 || walk->at[1] != 0);)
    if (!append_definite (walk, depth + 1, out))
      return FALSE;
  yn_der_close (out, opened);
  if (walk->end - walk->at < 2)
    return FALSE;
  walk->at += 2; /* the end of its contents */
  return TRUE;
}

GBytes *
yn_der_definite (const guint8 *data, gsize length, gsize *consumed)
{
  YnDer walk = YN_DER_BYTES (data, length);
  g_autoptr (GByteArray) out = NULL;

  if (length < 2 || data[1] != INDEFINITE)
    return NULL;
  out = g_byte_array_new ();
  if (!append_definite (&walk, 0, out))
    return NULL;
  *consumed = (gsize) (walk.at - data);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

gboolean
yn_der_equal (const YnDer *walk, const void *data, gsize length)
{
  return (gsize) (walk->end - walk->at) == length && memcmp (walk->at, data, length) == 0;
}

guint
yn_der_open (GByteArray *der, guint8 tag)
{
  g_byte_array_append (der, &tag, 1);
  return der->len;
}

void
yn_der_close (GByteArray *der, guint opened)
{
  guint length = der->len - opened, rest = length;
  guint8 octets[1 + sizeof length];
  guint n = 0;

  if (length < LONG_FORM)
    octets[n++] = (guint8) length;
  else
    {
      guint count = 0;

      for (; rest != 0; rest >>= 8)
        count++;
      octets[n++] = (guint8) (LONG_FORM | count);
      while (count-- > 0)
        octets[n++] = (guint8) (length >> (8 * count));
    }
  g_byte_array_set_size (der, der->len + n);
  memmove (der->data + opened + n, der->data + opened, length);
  memcpy (der->data + opened, octets, n);
}

void
yn_der_put (GByteArray *der, guint8 tag, const void *content, gsize length)
{
  guint element = yn_der_open (der, tag);

  if (length > 0)
    g_byte_array_append (der, content, (guint) length);
  yn_der_close (der, element);
}

static int
compare_encodings (gconstpointer a, gconstpointer b)
{
  return g_bytes_compare (*(GBytes *const *) a, *(GBytes *const *) b);
}

void
yn_der_put_set (GByteArray *der, guint8 tag, GPtrArray *elements)
{
  guint set = yn_der_open (der, tag);

  g_ptr_array_sort (elements, compare_encodings);
  for (guint i = 0; i < elements->len; i++)
    {
      gsize length;
      const guint8 *data = g_bytes_get_data (g_ptr_array_index (elements, i), &length);

      g_byte_array_append (der, data, (guint) length);
    }
  yn_der_close (der, set);
}
