/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "base/error.h"
#include "base/hash.h"
#include "base/vault-cipher.h"
#include "base/vault-frame.h"
#include "fixtures/folder.h"

#include <string.h>

static GBytes *
of_hex (const char *hex)
{
  gsize length = strlen (hex) / 2;
  guint8 *bytes = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    bytes[i] = g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]);
  return g_bytes_new_take (bytes, length);
}

static const guint8 *
data_of (GBytes *bytes)
{
  return g_bytes_get_data (bytes, NULL);
}

static YnVault *
vault_new (void)
{
  g_autoptr (YnSecret) key = yn_vault_make_key ();

  return yn_vault_new (key);
}

/* Test cases 13 to 16 of "The Galois/Counter Mode of Operation", McGrew and Viega, appendix B, the vectors of
 * NIST SP 800-38D for 256-bit keys and 96-bit nonces. */
static void
is_gcm (void)
{
  static const struct
  {
    const char *key, *nonce, *bound, *plain, *cipher;
  } cases[] = {
    { "0000000000000000000000000000000000000000000000000000000000000000", "000000000000000000000000", "", "",
      "530f8afbc74536b9a963b4f1c4cb738b" },
    { "0000000000000000000000000000000000000000000000000000000000000000", "000000000000000000000000", "",
      "00000000000000000000000000000000",
      "cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919" },
    { "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888", "",
      "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aed"
      "f5aa0d"
      "e657ba637b391aafd255",
      "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e"
      "6393ba"
      "7a0abcc9f662898015adb094dac5d93471bdec1a502270e3cc6c" },
    { "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888",
      "feedfacedeadbeeffeedfacedeadbeefabaddad2",
      "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aed"
      "f5aa0d"
      "e657ba637b39",
      "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e"
      "6393ba"
      "7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) key = of_hex (cases[i].key);
      g_autoptr (GBytes) nonce = of_hex (cases[i].nonce);
      g_autoptr (GBytes) bound = of_hex (cases[i].bound);
      g_autoptr (GBytes) plain = of_hex (cases[i].plain);
      g_autoptr (GBytes) cipher = of_hex (cases[i].cipher);
      gsize length = g_bytes_get_size (plain);
      g_autofree guint8 *sealed = g_malloc (length + YN_CIPHER_TAG);
      g_autofree guint8 *opened = g_malloc (length + 1);

      yn_cipher_seal (data_of (key), data_of (nonce), data_of (bound), g_bytes_get_size (bound),
                      data_of (plain), length, sealed);
      g_assert_cmpmem (sealed, length + YN_CIPHER_TAG, data_of (cipher), g_bytes_get_size (cipher));
      g_assert_true (yn_cipher_open (data_of (key), data_of (nonce), data_of (bound),
                                     g_bytes_get_size (bound), sealed, length + YN_CIPHER_TAG, opened));
      g_assert_cmpmem (opened, length, data_of (plain), length);
    }
}

/* RFC 5869, appendix A.1 and A.3. */
static void
is_hkdf (void)
{
  g_autoptr (GBytes) secret = of_hex ("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b");
  g_autoptr (GBytes) salt = of_hex ("000102030405060708090a0b0c");
  g_autoptr (GBytes) with_salt
      = of_hex ("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
  g_autoptr (GBytes) without
      = of_hex ("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
  guint8 out[42];

  yn_cipher_derive (data_of (secret), 22, data_of (salt), 13, "\xf0\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9", out,
                    42);
  g_assert_cmpmem (out, 42, data_of (with_salt), 42);
  yn_cipher_derive (data_of (secret), 22, "", 0, "", out, 42);
  g_assert_cmpmem (out, 42, data_of (without), 42);
}

static void
encrypts_blobs (void)
{
  g_autoptr (YnVault) vault = vault_new ();
  static const gsize lengths[] = { 0, 1, 15, 16, 17, 70000 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *text = g_strnfill (lengths[i], 'p');
      g_autoptr (GBytes) plain = g_bytes_new (text, lengths[i]);
      g_autoptr (GBytes) cipher = yn_vault_encrypt (vault, "draft/1/answers", plain);
      g_autoptr (GBytes) again = yn_vault_encrypt (vault, "draft/1/answers", plain);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) opened = yn_vault_decrypt (vault, "draft/1/answers", cipher, &error);

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (opened, plain));
      g_assert_false (g_bytes_equal (cipher, again));
      g_assert_cmpuint (g_bytes_get_size (cipher), ==, lengths[i] + 29);
    }
}

static void
assert_damaged (YnVault *vault, const char *place, const void *data, gsize length)
{
  g_autoptr (GBytes) cipher = g_bytes_new (data, length);
  g_autoptr (GError) error = NULL;

  g_assert_null (yn_vault_decrypt (vault, place, cipher, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_STORE_DAMAGED);
}

/* Every bit of every byte: version, nonce, cipher text, tag. */
static void
refuses_changed_blobs (void)
{
  g_autoptr (YnVault) vault = vault_new ();
  g_autoptr (YnVault) other = vault_new ();
  g_autoptr (GBytes) plain = g_bytes_new_static ("五千元", 9);
  g_autoptr (GBytes) cipher = yn_vault_encrypt (vault, "draft/1/answers", plain);
  gsize length = g_bytes_get_size (cipher);
  g_autofree guint8 *data = g_memdup2 (data_of (cipher), length);

  for (gsize i = 0; i < length; i++)
    for (int bit = 0; bit < 8; bit++)
      {
        data[i] ^= 1 << bit;
        assert_damaged (vault, "draft/1/answers", data, length);
        data[i] ^= 1 << bit;
      }
  for (gsize i = 0; i < length; i++)
    assert_damaged (vault, "draft/1/answers", data, i);
  assert_damaged (vault, "draft/2/answers", data, length);
  assert_damaged (vault, "draft/1/aside", data, length);
  assert_damaged (vault, "", data, length);
  assert_damaged (other, "draft/1/answers", data, length);
}

static void
proves_its_key (void)
{
  g_autoptr (YnVault) vault = vault_new ();
  g_autoptr (YnVault) other = vault_new ();
  g_autoptr (GBytes) check_value = yn_vault_check_value (vault);
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);

  g_assert_true (yn_vault_proves (vault, check_value));
  g_assert_false (yn_vault_proves (other, check_value));
  g_assert_false (yn_vault_proves (vault, nothing));
}

static void
wraps_keys (void)
{
  g_autoptr (YnSecret) key = yn_vault_make_key ();
  g_autoptr (YnSecret) password = yn_secret_new_string ("一诺千金");
  g_autoptr (YnSecret) wrong = yn_secret_new_string ("一诺千斤");
  g_autoptr (GBytes) wrapped = yn_vault_wrap_key (key, password);
  g_autoptr (GBytes) shorter = g_bytes_new_from_bytes (wrapped, 0, g_bytes_get_size (wrapped) - 1);
  g_autoptr (GBytes) nothing = g_bytes_new (NULL, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (YnSecret) opened = yn_vault_unwrap_key (wrapped, password, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (yn_secret_data (opened), yn_secret_length (opened), yn_secret_data (key),
                   yn_secret_length (key));
  g_assert_null (yn_vault_unwrap_key (wrapped, wrong, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_WRONG_PASSWORD);
  g_clear_error (&error);
  g_assert_null (yn_vault_unwrap_key (shorter, password, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_WRONG_PASSWORD);
  g_clear_error (&error);
  g_assert_null (yn_vault_unwrap_key (nothing, password, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_STORE_DAMAGED);
}

/* Files. */

typedef struct
{
  YnVault *vault;
  TestFolder *folder;
  char *path;
  GBytes *plain;
} Fixture;

static GBytes *
bytes_of_length (gsize length)
{
  guint8 *data = g_malloc (length + 1);

  for (gsize i = 0; i < length; i++)
    data[i] = i * 131 + (i >> 16);
  return g_bytes_new_take (data, length);
}

static gboolean
write_plain (Fixture *fixture, guint64 max, char **sha256, guint64 *size, GError **error)
{
  g_autoptr (GInputStream) source = g_memory_input_stream_new_from_bytes (fixture->plain);

  return yn_vault_write_file (fixture->vault, "attachment/1", source, fixture->path, max, sha256, size, NULL,
                              error);
}

static void
set_up (Fixture *fixture, gconstpointer length)
{
  g_autoptr (GError) error = NULL;

  fixture->vault = vault_new ();
  fixture->folder = test_folder_new ();
  fixture->path = test_folder_path (fixture->folder, "file");
  fixture->plain = bytes_of_length (GPOINTER_TO_SIZE (length));
  write_plain (fixture, G_MAXUINT64, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer length)
{
  yn_vault_unref (fixture->vault);
  g_bytes_unref (fixture->plain);
  test_folder_free (fixture->folder);
  g_free (fixture->path);
}

static guint
files_in (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint files = 0;

  while (g_dir_read_name (dir) != NULL)
    files++;
  return files;
}

static GBytes *
read_all (GInputStream *stream, GError **error)
{
  g_autoptr (GOutputStream) all = g_memory_output_stream_new_resizable ();

  if (g_output_stream_splice (all, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, error) < 0)
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (all));
}

static GBytes *
open_whole (Fixture *fixture, const char *place, GError **error)
{
  g_autoptr (GInputStream) stream = yn_vault_read_file (fixture->vault, place, fixture->path, error);

  return stream != NULL ? read_all (stream, error) : NULL;
}

static void
writes_and_reads (Fixture *fixture, gconstpointer length)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) opened = open_whole (fixture, "attachment/1", &error);
  g_autofree char *sha256 = NULL;
  g_autofree char *expected = yn_sha256 (fixture->plain);
  g_autofree char *content = NULL;
  gsize frames = MAX (1, (GPOINTER_TO_SIZE (length) + 65535) / 65536);
  gsize content_length;
  guint64 size;

  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (opened, fixture->plain));
  g_assert_true (write_plain (fixture, GPOINTER_TO_SIZE (length), &sha256, &size, &error));
  g_assert_cmpstr (sha256, ==, expected);
  g_assert_cmpuint (size, ==, GPOINTER_TO_SIZE (length));
  g_assert_cmpuint (files_in (fixture->folder), ==, 1);
  g_file_get_contents (fixture->path, &content, &content_length, NULL);
  g_assert_cmpuint (content_length, ==, YN_FRAME_HEAD + GPOINTER_TO_SIZE (length) + frames * YN_CIPHER_TAG);
}

static void
seeks (Fixture *fixture, gconstpointer length)
{
  static const goffset places[] = { 0, 1, 65535, 65536, 65537, 131071, 131072, 150000, 3, 199999 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream =
      yn_vault_read_file (fixture->vault, "attachment/1", fixture->path, &error);
  GSeekable *seekable = G_SEEKABLE (stream);
  guint8 buffer[3];

  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      gsize got;

      g_assert_true (g_seekable_seek (seekable, places[i], G_SEEK_SET, NULL, &error));
      g_assert_true (g_input_stream_read_all (stream, buffer, sizeof buffer, &got, NULL, &error));
      g_assert_cmpuint (got, ==, MIN (sizeof buffer, GPOINTER_TO_SIZE (length) - places[i]));
      g_assert_cmpmem (buffer, got, data_of (fixture->plain) + places[i], got);
      g_assert_cmpint (g_seekable_tell (seekable), ==, places[i] + (goffset) got);
    }
  g_assert_true (g_seekable_seek (seekable, -2, G_SEEK_END, NULL, &error));
  g_assert_cmpint (g_seekable_tell (seekable), ==, GPOINTER_TO_SIZE (length) - 2);
  g_assert_true (g_seekable_seek (seekable, -1, G_SEEK_CUR, NULL, &error));
  g_assert_true (g_seekable_seek (seekable, 3, G_SEEK_CUR, NULL, &error));
  g_assert_cmpint (g_input_stream_read (stream, buffer, 1, NULL, &error), ==, 0);
  g_assert_false (g_seekable_seek (seekable, 1, G_SEEK_CUR, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (g_seekable_seek (seekable, -1, G_SEEK_SET, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (g_seekable_seek (seekable, G_MAXINT64, G_SEEK_CUR, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

static void
refuses_another_place (Fixture *fixture, gconstpointer length)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (open_whole (fixture, "attachment/2", &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_STORE_DAMAGED);
}

static void
assert_file_damaged (Fixture *fixture, const guint8 *content, gsize length, const char *what)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) opened = NULL;

  g_test_message ("%s", what);
  g_file_set_contents (fixture->path, (const char *) content, length, &error);
  g_assert_no_error (error);
  opened = open_whole (fixture, "attachment/1", &error);
  g_assert_null (opened);
  g_assert_error (error, YN_ERROR, YN_ERROR_STORE_DAMAGED);
}

/* One flip in each part of head and frames. */
static void
refuses_changed_files (Fixture *fixture, gconstpointer length)
{
  static const struct
  {
    const char *what;
    gsize at;
  } flips[] = {
    { "magic", 0 },
    { "magic's end", 3 },
    { "salt", 4 },
    { "salt's end", 35 },
    { "nonce prefix", 36 },
    { "nonce prefix's end", 42 },
    { "first frame", YN_FRAME_HEAD },
    { "first frame's tag", YN_FRAME_HEAD + YN_FRAME_PLAIN },
    { "second frame", YN_FRAME_HEAD + YN_FRAME_CIPHER },
    { "last frame", YN_FRAME_HEAD + 3 * YN_FRAME_CIPHER },
    { "last byte", YN_FRAME_HEAD + 200000 + 4 * YN_CIPHER_TAG - 1 },
  };
  g_autofree char *content = NULL;
  gsize content_length;

  g_file_get_contents (fixture->path, &content, &content_length, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (flips); i++)
    {
      content[flips[i].at] ^= 1;
      assert_file_damaged (fixture, (guint8 *) content, content_length, flips[i].what);
      content[flips[i].at] ^= 1;
    }
}

static void
refuses_cut_files (Fixture *fixture, gconstpointer length)
{
  static const gsize keeps[] = {
    0, 1, YN_FRAME_HEAD - 1, YN_FRAME_HEAD, YN_FRAME_HEAD + 1, YN_FRAME_HEAD + YN_CIPHER_TAG,
    YN_FRAME_HEAD + YN_FRAME_CIPHER - 1, YN_FRAME_HEAD + YN_FRAME_CIPHER, YN_FRAME_HEAD + YN_FRAME_CIPHER + 1,
    YN_FRAME_HEAD + YN_FRAME_CIPHER + YN_CIPHER_TAG, YN_FRAME_HEAD + 3 * YN_FRAME_CIPHER,
    YN_FRAME_HEAD + 200000 + 4 * YN_CIPHER_TAG - 1,
  };
  g_autofree char *content = NULL;
  gsize content_length;

  g_file_get_contents (fixture->path, &content, &content_length, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (keeps); i++)
    {
      g_autofree char *what = g_strdup_printf ("cut to %" G_GSIZE_FORMAT " bytes", keeps[i]);

      assert_file_damaged (fixture, (guint8 *) content, keeps[i], what);
    }
}

static void
refuses_rearranged_frames (Fixture *fixture, gconstpointer length)
{
  g_autofree char *content = NULL;
  g_autofree guint8 *changed = NULL;
  gsize content_length;
  guint8 *frames;

  g_file_get_contents (fixture->path, &content, &content_length, NULL);
  changed = g_malloc0 (content_length + YN_FRAME_CIPHER);
  frames = changed + YN_FRAME_HEAD;

  memcpy (changed, content, content_length);
  memcpy (frames, content + YN_FRAME_HEAD + YN_FRAME_CIPHER, YN_FRAME_CIPHER);
  memcpy (frames + YN_FRAME_CIPHER, content + YN_FRAME_HEAD, YN_FRAME_CIPHER);
  assert_file_damaged (fixture, changed, content_length, "two frames swapped");

  memcpy (changed, content, content_length);
  memcpy (frames + YN_FRAME_CIPHER, frames, YN_FRAME_CIPHER);
  assert_file_damaged (fixture, changed, content_length, "a frame twice");

  memcpy (changed, content, content_length);
  memmove (frames, frames + YN_FRAME_CIPHER, content_length - YN_FRAME_HEAD - YN_FRAME_CIPHER);
  assert_file_damaged (fixture, changed, content_length - YN_FRAME_CIPHER, "the first frame dropped");

  memcpy (changed, content, content_length);
  assert_file_damaged (fixture, changed, content_length + 1, "a byte more");
  assert_file_damaged (fixture, changed, content_length + YN_CIPHER_TAG, "an empty frame more");
}

static void
bounds_what_it_reads (Fixture *fixture, gconstpointer length)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_steal_pointer (&fixture->path);

  fixture->path = test_folder_path (fixture->folder, "other");
  g_assert_false (write_plain (fixture, GPOINTER_TO_SIZE (length) - 1, NULL, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_TOO_LARGE);
  g_assert_cmpuint (files_in (fixture->folder), ==, 1);
}

static void
leaves_nothing_behind (Fixture *fixture, gconstpointer length)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GInputStream) source = g_memory_input_stream_new_from_bytes (fixture->plain);
  g_autofree char *other = test_folder_path (fixture->folder, "other");
  g_autofree char *nowhere = test_folder_path (fixture->folder, "no/folder");
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (
      yn_vault_write_file (fixture->vault, "x", source, other, G_MAXUINT64, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpuint (files_in (fixture->folder), ==, 1);
  g_assert_false (
      yn_vault_write_file (fixture->vault, "x", source, nowhere, G_MAXUINT64, NULL, NULL, NULL, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_FILE_UNWRITABLE);
  g_clear_error (&error);
  g_assert_null (yn_vault_read_file (fixture->vault, "x", nowhere, &error));
  g_assert_error (error, YN_ERROR, YN_ERROR_FILE_UNREADABLE);
}

static void
add (const char *path, gsize length, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, GSIZE_TO_POINTER (length), set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/vault/is-gcm", is_gcm);
  g_test_add_func ("/base/vault/is-hkdf", is_hkdf);
  g_test_add_func ("/base/vault/encrypts-blobs", encrypts_blobs);
  g_test_add_func ("/base/vault/refuses-changed-blobs", refuses_changed_blobs);
  g_test_add_func ("/base/vault/proves-its-key", proves_its_key);
  g_test_add_func ("/base/vault/wraps-keys", wraps_keys);
  add ("/base/vault/file/empty", 0, writes_and_reads);
  add ("/base/vault/file/one-byte", 1, writes_and_reads);
  add ("/base/vault/file/a-byte-less-than-a-frame", 65535, writes_and_reads);
  add ("/base/vault/file/a-frame", 65536, writes_and_reads);
  add ("/base/vault/file/a-byte-more-than-a-frame", 65537, writes_and_reads);
  add ("/base/vault/file/two-frames", 131072, writes_and_reads);
  add ("/base/vault/file/many-frames", 1000000, writes_and_reads);
  add ("/base/vault/file/seeks", 200000, seeks);
  add ("/base/vault/file/refuses-another-place", 200000, refuses_another_place);
  add ("/base/vault/file/refuses-changed-files", 200000, refuses_changed_files);
  add ("/base/vault/file/refuses-cut-files", 200000, refuses_cut_files);
  add ("/base/vault/file/refuses-rearranged-frames", 200000, refuses_rearranged_frames);
  add ("/base/vault/file/bounds-what-it-reads", 200000, bounds_what_it_reads);
  add ("/base/vault/file/leaves-nothing-behind", 200000, leaves_nothing_behind);
  return g_test_run ();
}
