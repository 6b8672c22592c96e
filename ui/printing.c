/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "printing.h"

#include "ask.h"
#include "desk/verifying.h"

#include <glib/gi18n.h>

/* A page fills the sheet between its margins, and keeps its proportions. */
static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int number, GPtrArray *images)
{
  const YnPageImage *image = g_ptr_array_index (images, number);
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double scale = MIN (gtk_print_context_get_width (context) / image->width,
                      gtk_print_context_get_height (context) / image->height);
  cairo_surface_t *surface = cairo_image_surface_create_for_data ((guchar *) g_bytes_get_data (image->pixels, NULL),
                                                                  CAIRO_FORMAT_ARGB32, image->width, image->height,
                                                                  image->stride);

  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  /* The surface borrows the pixels: what was drawn from it must be done before they may go. */
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
}

void
yn_print_pages (GtkWidget *near, const char *name, GPtrArray *images)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GError) error = NULL;

  gtk_print_operation_set_n_pages (operation, (int) images->len);
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_use_full_page (operation, FALSE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  g_object_set_data_full (G_OBJECT (operation), "images", g_ptr_array_ref (images), (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), images);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, yn_ask_window (near), &error)
      == GTK_PRINT_OPERATION_RESULT_ERROR)
    yn_ask_tell (near, _("It could not be printed"), error->message);
}
