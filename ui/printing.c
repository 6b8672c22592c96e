/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "printing.h"

#include "ask.h"
#include "desk/verifying.h"

#include <glib/gi18n.h>

#define TIMES_THE_SCREEN 2.0 /* 216 dots an inch */

typedef struct
{
  GtkWidget *near;
  YnDesk *desk;
  YnPages *pages;
  cairo_t *cr; /* of the page that is being drawn; borrowed */
  double width, height;
} Printing;

static void
printing_free (Printing *printing)
{
  g_object_unref (printing->near);
  g_object_unref (printing->desk);
  yn_pages_unref (printing->pages);
  g_free (printing);
}

/* A page fills the sheet between its margins, and keeps its proportions. */
static void
put (Printing *printing, const YnPageImage *image)
{
  double scale = MIN (printing->width / image->width, printing->height / image->height);
  cairo_surface_t *surface = cairo_image_surface_create_for_data ((guchar *) g_bytes_get_data (image->pixels, NULL),
                                                                  CAIRO_FORMAT_ARGB32, image->width, image->height,
                                                                  image->stride);

  cairo_scale (printing->cr, scale, scale);
  cairo_set_source_surface (printing->cr, surface, 0, 0);
  cairo_paint (printing->cr);
  /* The surface borrows the pixels: what was drawn from it must be done before they may go. */
  cairo_surface_finish (surface);
  cairo_surface_destroy (surface);
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkPrintOperation) operation = user_data;
  Printing *printing = g_object_get_data (G_OBJECT (operation), "printing");
  g_autoptr (GError) error = NULL;
  g_autoptr (YnPageImage) image = yn_desk_draw_page_finish (YN_DESK (source), result, &error);

  if (image != NULL)
    put (printing, image);
  else
    {
      yn_ask_tell (printing->near, _("It could not be printed"), error->message);
      gtk_print_operation_cancel (operation);
    }
  gtk_print_operation_draw_page_finish (operation);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int number, Printing *printing)
{
  printing->cr = gtk_print_context_get_cairo_context (context);
  printing->width = gtk_print_context_get_width (context);
  printing->height = gtk_print_context_get_height (context);
  gtk_print_operation_set_defer_drawing (operation);
  yn_desk_draw_page_async (printing->desk, printing->pages, (guint) number, TIMES_THE_SCREEN, NULL, drawn_cb,
                           g_object_ref (operation));
}

void
yn_print_pages (GtkWidget *near, YnDesk *desk, const char *name, YnPages *pages)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GError) error = NULL;
  Printing *printing = g_new0 (Printing, 1);

  printing->near = g_object_ref (near);
  printing->desk = g_object_ref (desk);
  printing->pages = yn_pages_ref (pages);
  gtk_print_operation_set_n_pages (operation, (int) yn_pages_count (pages));
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_use_full_page (operation, FALSE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  g_object_set_data_full (G_OBJECT (operation), "printing", printing, (GDestroyNotify) printing_free);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), printing);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, yn_ask_window (near), &error)
      == GTK_PRINT_OPERATION_RESULT_ERROR)
    yn_ask_tell (near, _("It could not be printed"), error->message);
}
