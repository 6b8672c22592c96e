/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/hash.h"

#include <string.h>

/* FIPS 180-2, appendix B, and the empty message. */
static const struct
{
  const char *text;
  const char *sha256;
} vectors[] = {
  { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
  { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
  { "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
};

static void
test_vectors (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (vectors[i].text, strlen (vectors[i].text));
      g_autofree char *of_bytes = yn_sha256 (bytes);
      g_autofree char *of_data = yn_sha256_data (vectors[i].text, strlen (vectors[i].text));

      g_assert_cmpstr (of_bytes, ==, vectors[i].sha256);
      g_assert_cmpstr (of_data, ==, vectors[i].sha256);
      g_assert_true (yn_sha256_is (of_data));
    }
}

static void
test_stream (void)
{
  g_autofree char *million = g_strnfill (1000000, 'a');
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (million, 1000000, NULL);
  g_autoptr (GError) error = NULL;
  guint64 size = 0;
  g_autofree char *sha256 = yn_sha256_stream (stream, &size, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (size, ==, 1000000);
  g_assert_cmpstr (sha256, ==, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

static void
test_cancelled (void)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data ("a", 1, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (yn_sha256_stream (stream, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_is (void)
{
  g_autofree char *upper = g_ascii_strup (vectors[0].sha256, -1);
  g_autofree char *longer = g_strconcat (vectors[0].sha256, "0", NULL);

  g_assert_true (yn_sha256_is (vectors[0].sha256));
  g_assert_false (yn_sha256_is (vectors[0].sha256 + 1));
  g_assert_false (yn_sha256_is (longer));
  g_assert_false (yn_sha256_is (upper));
  g_assert_false (yn_sha256_is (""));
  g_assert_false (yn_sha256_is (NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hash/vectors", test_vectors);
  g_test_add_func ("/hash/stream", test_stream);
  g_test_add_func ("/hash/cancelled", test_cancelled);
  g_test_add_func ("/hash/is", test_is);
  return g_test_run ();
}
