/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "sheets.h"

#include <cairo-pdf.h>
#include <glib/gstdio.h>
#include <unistd.h>

static cairo_status_t
collect (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

GBytes *
sheets_new (guint n_pages)
{
  GByteArray *out = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (collect, out, 300, 200);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 1; i <= n_pages; i++)
    {
      g_autofree char *line = g_strdup_printf ("page %u", i);

      cairo_move_to (cr, 20, 40);
      cairo_set_font_size (cr, 20);
      cairo_show_text (cr, line);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (out);
}

static char *
write_temporary (GBytes *pdf)
{
  char *path = NULL;
  int fd = g_file_open_tmp ("sheet-XXXXXX.pdf", &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  close (fd);
  g_assert_true (
      g_file_set_contents (path, g_bytes_get_data (pdf, NULL), (gssize) g_bytes_get_size (pdf), NULL));
  return path;
}

GBytes *
sheets_through_qpdf (GBytes *pdf, const char *option, ...)
{
  g_autofree char *from = write_temporary (pdf);
  g_autofree char *to = g_strconcat (from, ".out", NULL);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  char *data = NULL;
  gsize size = 0;
  int status = -1;
  va_list options;

  g_ptr_array_add (argv, (gpointer) "qpdf");
  va_start (options, option);
  for (; option != NULL; option = va_arg (options, const char *))
    g_ptr_array_add (argv, (gpointer) option);
  va_end (options);
  g_ptr_array_add (argv, from);
  g_ptr_array_add (argv, to);
  g_ptr_array_add (argv, NULL);
  g_spawn_sync (NULL, (char **) argv->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_assert_true (g_file_get_contents (to, &data, &size, NULL));
  g_unlink (from);
  g_unlink (to);
  return g_bytes_new_take (data, size);
}

void
sheets_assert_sound (GBytes *pdf)
{
  g_autofree char *path = write_temporary (pdf);
  const char *argv[] = { "qpdf", "--check", path, NULL };
  g_autofree char *output = NULL;
  g_autofree char *trouble = NULL;
  g_autoptr (GError) error = NULL;
  int status = -1;

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, &trouble, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpstr (trouble, ==, "");
  g_assert_cmpint (status, ==, 0);
  g_unlink (path);
}

char *
sheets_ask (GBytes *pdf, const char *program, ...)
{
  g_autofree char *path = write_temporary (pdf);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  va_list arguments;

  va_start (arguments, program);
  for (const char *word = program; word != NULL; word = va_arg (arguments, const char *))
    g_ptr_array_add (argv, (gpointer) (g_str_equal (word, "@") ? path : word));
  va_end (arguments);
  g_ptr_array_add (argv, NULL);
  g_spawn_sync (NULL, (char **) argv->pdata, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL,
                NULL, &output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_unlink (path);
  return output;
}
