/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* DER as X.690 §10 has it and as it has it not; written out by hand. */

#include "signing/der.h"

static GBytes *
from_hex (const char *hex)
{
  GByteArray *bytes = g_byte_array_new ();

  for (; *hex != '\0'; hex += hex[2] == ' ' ? 3 : 2)
    {
      guint8 octet = (guint8) (g_ascii_xdigit_value (hex[0]) << 4 | g_ascii_xdigit_value (hex[1]));

      g_byte_array_append (bytes, &octet, 1);
    }
  return g_byte_array_free_to_bytes (bytes);
}

static void
test_next (void)
{
  static const struct
  {
    const char *hex;
    int tag; /* -1: refused */
    gsize length;
  } cases[] = {
    { "05 00", 0x05, 2 },
    { "04 01 ff 77", 0x04, 3 },                 /* what follows is not of it */
    { "a0 02 05 00", 0xa0, 4 },
    { "", -1, 0 },
    { "30", -1, 0 },
    { "04 02 ff", -1, 0 },                      /* ends too early */
    { "04 81 01 ff", -1, 0 },                   /* a length that could be shorter */
    { "04 82 00 01 ff", -1, 0 },
    { "04 85 00 00 00 00 01 ff", -1, 0 },
    { "04 ff", -1, 0 },
    { "04 84 ff ff ff ff", -1, 0 },
    { "30 80 05 00 00 00", -1, 0 },             /* indefinite */
    { "04 80", -1, 0 },
    { "1f 81 00 00", -1, 0 },                   /* a tag of several octets */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = from_hex (cases[i].hex);
      gsize length;
      const guint8 *data = g_bytes_get_data (bytes, &length);
      YnDer walk = { data, data + length }, element = { NULL };
      guint8 tag = 0;

      g_test_message ("%s", cases[i].hex);
      if (yn_der_next (&walk, &tag, &element))
        {
          g_assert_cmpint (tag, ==, cases[i].tag);
          g_assert_cmpuint ((gsize) (element.end - element.at), ==, cases[i].length);
          g_assert_true (walk.at == element.end);
        }
      else
        {
          g_assert_cmpint (cases[i].tag, ==, -1);
          g_assert_true (walk.at == data);
        }
    }
}

static void
test_lengths_written (void)
{
  static const gsize lengths[] = { 0, 1, 0x7f, 0x80, 0xff, 0x100, 0xffff, 0x10000 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GByteArray) der = g_byte_array_new ();
      g_autofree guint8 *content = g_malloc0 (lengths[i] + 1);
      YnDer walk, inside = { NULL };

      yn_der_put (der, YN_DER_OCTETS, content, lengths[i]);
      walk = YN_DER_BYTES (der->data, der->len);
      g_assert_true (yn_der_enter (&walk, YN_DER_OCTETS, &inside)); /* as short as it can be, or it were refused */
      g_assert_true (yn_der_ended (&walk));
      g_assert_cmpuint ((gsize) (inside.end - inside.at), ==, lengths[i]);
    }
}

static void
test_set_in_order (void)
{
  g_autoptr (GPtrArray) elements = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autoptr (GByteArray) der = g_byte_array_new ();
  g_autoptr (GBytes) sorted = from_hex ("31 0a 04 01 01 04 01 02 04 02 00 00");

  g_ptr_array_add (elements, from_hex ("04 02 00 00"));
  g_ptr_array_add (elements, from_hex ("04 01 02"));
  g_ptr_array_add (elements, from_hex ("04 01 01"));
  yn_der_put_set (der, YN_DER_SET, elements);
  g_assert_cmpmem (der->data, der->len, g_bytes_get_data (sorted, NULL), g_bytes_get_size (sorted));
}

static void
test_definite (void)
{
  static const struct
  {
    const char *hex, *definite; /* NULL: it is none */
    gsize consumed;
  } cases[] = {
    { "30 80 05 00 00 00", "30 02 05 00", 6 },
    { "30 80 00 00", "30 00", 4 },
    { "30 80 00 00 00 00 00", "30 00", 4 },                                           /* zeros behind it */
    { "30 80 a0 80 04 01 07 00 00 05 00 00 00", "30 07 a0 03 04 01 07 05 00", 13 },
    { "30 80 30 02 05 00 00 00", "30 04 30 02 05 00", 8 },                            /* definite inside stays */
    { "30 80 30 81 02 05 00 00 00", NULL, 0 },                                        /* as it must be written */
    { "30 02 05 00", NULL, 0 },                                                       /* needs nothing */
    { "30 80 05 00", NULL, 0 },                                                       /* does not end */
    { "30 80 05 00 00", NULL, 0 },
    { "30 80", NULL, 0 },
    { "30", NULL, 0 },
    { "04 80 04 01 07 00 00", NULL, 0 },                                              /* not constructed */
    { "30 80 04 80 00 00 00 00", NULL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = from_hex (cases[i].hex);
      g_autoptr (GBytes) expected = cases[i].definite != NULL ? from_hex (cases[i].definite) : NULL;
      gsize length, consumed = 0;
      const guint8 *data = g_bytes_get_data (bytes, &length);
      g_autoptr (GBytes) made = yn_der_definite (data, length, &consumed);

      g_test_message ("%s", cases[i].hex);
      g_assert_cmpuint (consumed, ==, cases[i].consumed);
      g_assert_cmpint (made != NULL, ==, expected != NULL);
      if (made != NULL)
        g_assert_cmpmem (g_bytes_get_data (made, NULL), g_bytes_get_size (made), g_bytes_get_data (expected, NULL),
                         g_bytes_get_size (expected));
    }
}

/* A million elements, each in the one before it. */
static void
test_deep (void)
{
  const gsize depth = 1000000;
  g_autofree guint8 *nested = g_malloc0 (4 * depth);
  gsize consumed = 0;

  for (gsize i = 0; i < depth; i++)
    {
      nested[2 * i] = YN_DER_SEQUENCE;
      nested[2 * i + 1] = 0x80;
    }
  g_assert_null (yn_der_definite (nested, 4 * depth, &consumed));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/der/next", test_next);
  g_test_add_func ("/der/lengths-written", test_lengths_written);
  g_test_add_func ("/der/set-in-order", test_set_in_order);
  g_test_add_func ("/der/definite", test_definite);
  g_test_add_func ("/der/deep", test_deep);
  return g_test_run ();
}
