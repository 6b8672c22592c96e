/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* Files too large to be in memory. Their bytes are mostly holes of the file system: nothing is in them but zeros, and
 * they cost no disk. */

#include "material.h"

#include "base/error.h"
#include "fixtures/folder.h"
#include "papers/pdf.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define MEGABYTE (1000 * 1000)

static YnKey *key;
static YnTrust *trust;

typedef struct
{
  TestFolder *folder;
  char *paper, *once, *twice;
} Desk;

static void
desk_set_up (Desk *desk, gconstpointer unused)
{
  desk->folder = test_folder_new ();
  desk->paper = test_folder_path (desk->folder, "paper.pdf");
  desk->once = test_folder_path (desk->folder, "once.pdf");
  desk->twice = test_folder_path (desk->folder, "twice.pdf");
}

static void
desk_tear_down (Desk *desk, gconstpointer unused)
{
  g_free (desk->paper);
  g_free (desk->once);
  g_free (desk->twice);
  test_folder_free (desk->folder);
}

static int
open_new (const char *path)
{
  int fd = open (path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  g_assert_cmpint (fd, >=, 0);
  return fd;
}

/* A page, and beside it one stream that fills the file to exactly @size bytes. */
static void
write_paper (const char *path, gsize size)
{
  static const char *const objects[] = {
    "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
    "2 0 obj\n<< /Type /Pages /Kids [ 3 0 R ] /Count 1 >>\nendobj\n",
    "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [ 0 0 595 842 ] /Contents 4 0 R >>\nendobj\n",
    "4 0 obj\n<< /Length 5 >>\nstream\nBT ET\nendstream\nendobj\n",
  };
  g_autoptr (GString) head = g_string_new ("%PDF-1.7\n");
  g_autoptr (GString) tail = g_string_new ("\nendstream\nendobj\nxref\n0 6\n0000000000 65535 f \n");
  gsize offsets[5], table;
  int fd = open_new (path);

  for (guint i = 0; i < 4; i++)
    {
      offsets[i] = head->len;
      g_string_append (head, objects[i]);
    }
  offsets[4] = head->len;
  for (guint i = 0; i < 5; i++)
    g_string_append_printf (tail, "%010" G_GSIZE_FORMAT " 00000 n \n", offsets[i]);
  g_string_append (tail, "trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n");
  table = size - tail->len - strlen ("0000000000\n%%EOF\n") + strlen ("\nendstream\nendobj\n");
  g_string_append_printf (tail, "%010" G_GSIZE_FORMAT "\n%%%%EOF\n", table);
  g_string_append_printf (head, "5 0 obj\n<< /Type /EmbeddedFile /Length %010" G_GSIZE_FORMAT " >>\nstream\n",
                          size - tail->len - head->len - strlen ("5 0 obj\n<< /Type /EmbeddedFile /Length 0000000000 >>\nstream\n"));
  g_assert_cmpint (pwrite (fd, head->str, head->len, 0), ==, (gssize) head->len);
  g_assert_cmpint (pwrite (fd, tail->str, tail->len, (off_t) (size - tail->len)), ==, (gssize) tail->len);
  close (fd);
}

/* Prepared and finished through names and numbers of files alone; what was shown, in @shown if not NULL. */
static int
sign_file (const char *from, const char *to, const char *role)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnBytes) paper = yn_bytes_new_fd (open (from, O_RDONLY | O_CLOEXEC), &error);
  YnSignOptions options = test_options (role, key);
  g_autofree char *digest = NULL;
  int fd = open_new (to);

  g_assert_no_error (error);
  yn_sign_prepare_file (paper, &options, fd, &digest, &error);
  g_assert_no_error (error);
  yn_sign_finish_file (fd, digest, key, NULL, NULL, &error);
  g_assert_no_error (error);
  return fd;
}

static void
assert_signed (int fd, guint signatures)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YnBytes) bytes = yn_bytes_new_fd (fd, &error);
  g_autoptr (YnVerification) verification = NULL;

  g_assert_no_error (error);
  verification = yn_verify_bytes (bytes, trust, NOW);
  g_assert_cmpstr (verification->code, ==, "signed-and-intact");
  g_assert_cmpuint (verification->signatures->len, ==, signatures);
}

/* The numbers behind the last "/ByteRange [". */
static void
last_byte_range (const char *path, gsize numbers[4])
{
  g_autoptr (YnBytes) bytes = yn_bytes_new_fd (open (path, O_RDONLY | O_CLOEXEC), NULL);
  gsize size = yn_bytes_size (bytes), at = 0, found = 0;
  g_autofree char *text = NULL;
  char *cursor;

  for (at = size > 65536 ? size - 65536 : 0; yn_bytes_find (bytes, at, size, "/ByteRange [", &at); at++)
    found = at;
  g_assert_cmpuint (found, >, 0);
  text = g_strndup (yn_bytes_look (bytes, found + 12, 60), 60);
  cursor = text;
  for (guint i = 0; i < 4; i++)
    numbers[i] = (gsize) g_ascii_strtoull (cursor, &cursor, 10);
  g_assert_cmpuint (numbers[2] + numbers[3], ==, size);
}

static gsize
size_of (const char *path)
{
  g_autoptr (YnBytes) bytes = yn_bytes_new_fd (open (path, O_RDONLY | O_CLOEXEC), NULL);

  return yn_bytes_size (bytes);
}

/* On both sides of a power of ten, where a number in the ByteRange becomes a digit longer. */
static void
test_widths (Desk *desk, gconstpointer unused)
{
  static const gsize sizes[] = { 99999999, 100000000, 100000001 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      gsize range[4];
      const char *check[] = { "qpdf", "--check", desk->twice, NULL };
      g_autofree char *said = NULL;

      write_paper (desk->paper, sizes[i]);
      g_assert_cmpuint (size_of (desk->paper), ==, sizes[i]);
      close (sign_file (desk->paper, desk->once, "agent"));
      last_byte_range (desk->once, range);
      g_assert_cmpuint (range[0], ==, 0);
      g_assert_cmpuint (range[1], >, sizes[i]);
      g_assert_cmpuint (range[2], ==, range[1] + 2 * 8192 + 2);
      assert_signed (sign_file (desk->once, desk->twice, "enterprise-seal"), 2);
      said = test_run (check, NULL);
      if (said != NULL)
        g_assert_nonnull (strstr (said, "No syntax or stream encoding errors found"));
    }
}

static long
resident (const char *what)
{
  g_autofree char *status = NULL;
  const char *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, what);
  return line != NULL ? strtol (line + strlen (what), NULL, 10) / 1024 : 0;
}

static gboolean
forget_peak (void)
{
  int fd = open ("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC);
  gboolean done = fd >= 0 && write (fd, "5", 1) == 1;

  close (fd);
  return done;
}

/* The peak while a file is signed, signed again and verified, over what was resident before. A sanitizer keeps what was
 * freed, so there it is only signed and verified. */
static void
test_memory (Desk *desk, gconstpointer unused)
{
  gsize size = (gsize) (g_test_slow () ? 2000 : 100) * MEGABYTE;
  g_autoptr (GBytes) small = test_paper (1);
  G_GNUC_UNUSED gboolean known;
  long before;

  g_bytes_unref (test_sign (small, "agent", key));
  write_paper (desk->paper, size);
  known = forget_peak ();
  before = resident ("VmRSS:");
  close (sign_file (desk->paper, desk->once, "agent"));
  assert_signed (sign_file (desk->once, desk->twice, "enterprise-seal"), 2);
  g_test_message ("%" G_GSIZE_FORMAT " bytes: %ld MiB more", size, resident ("VmHWM:") - before);
#ifndef __SANITIZE_ADDRESS__
  if (known)
    g_assert_cmpint (resident ("VmHWM:") - before, <, 64);
#endif
}

/* A byte anywhere in what was shown, the last stream of the paper included. */
static void
test_swapped_in_between (Desk *desk, gconstpointer unused)
{
  static const gsize places[] = { 9, 5 * MEGABYTE, 10 * MEGABYTE - 100 };

  write_paper (desk->paper, 10 * MEGABYTE);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (YnBytes) paper = yn_bytes_new_fd (open (desk->paper, O_RDONLY | O_CLOEXEC), NULL);
      YnSignOptions options = test_options ("agent", key);
      g_autoptr (GError) error = NULL;
      g_autofree char *digest = NULL;
      int fd = open_new (desk->once);
      char byte;

      g_assert_true (yn_sign_prepare_file (paper, &options, fd, &digest, NULL));
      g_assert_cmpint (pread (fd, &byte, 1, (off_t) places[i]), ==, 1);
      byte ^= 1;
      g_assert_cmpint (pwrite (fd, &byte, 1, (off_t) places[i]), ==, 1);
      g_assert_false (yn_sign_finish_file (fd, digest, key, NULL, NULL, &error));
      g_assert_nonnull (error);
      if (places[i] == 5 * MEGABYTE)
        g_assert_error (error, YN_ERROR, YN_ERROR_NOT_WHAT_WAS_SHOWN);
      close (fd);
    }
}

/* A small file by pread() is the same paper as in memory, to the byte, and so is its verdict. */
static void
test_as_in_memory (Desk *desk, gconstpointer unused)
{
  g_autoptr (GBytes) paper = test_paper (2);
  g_autoptr (GBytes) once = test_sign (paper, "agent", key);
  YnSignOptions options = test_options ("enterprise-seal", key);
  g_autofree char *digest = NULL;
  g_autofree char *file_digest = NULL;
  g_autofree char *content = NULL;
  g_autoptr (GBytes) prepared = yn_sign_prepare (once, &options, &digest, NULL);
  g_autoptr (YnBytes) file = NULL;
  gsize size;
  int fd = open_new (desk->twice);

  g_assert_true (g_file_set_contents (desk->once, g_bytes_get_data (once, NULL), (gssize) g_bytes_get_size (once), NULL));
  file = yn_bytes_new_fd (open (desk->once, O_RDONLY | O_CLOEXEC), NULL);
  g_assert_true (yn_sign_prepare_file (file, &options, fd, &file_digest, NULL));
  g_assert_true (g_file_get_contents (desk->twice, &content, &size, NULL));
  g_assert_cmpuint (size, ==, g_bytes_get_size (prepared));
  g_assert_true (yn_sign_finish_file (fd, file_digest, key, NULL, NULL, NULL));
  assert_signed (fd, 2);
}

#define ADD(path, test) g_test_add (path, Desk, NULL, desk_set_up, test, desk_tear_down)

int
main (int argc, char *argv[])
{
  int failed;

  g_test_init (&argc, &argv, NULL);
  key = test_key (test_authority (FALSE), YN_KEY_P256, SAMPLE_USCC, NOW - DAY);
  trust = test_trust (test_authority (FALSE));
  ADD ("/large/as-in-memory", test_as_in_memory);
  ADD ("/large/swapped-in-between", test_swapped_in_between);
  ADD ("/large/widths", test_widths);
  ADD ("/large/memory", test_memory);
  failed = g_test_run ();
  yn_key_unref (key);
  yn_trust_free (trust);
  test_material_free ();
  return failed;
}
