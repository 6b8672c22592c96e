/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "widgets/qr-view.h"

#include "base/qr.h"

#include <glib/gi18n.h>

#define QUIET 4
#define SIDE 232

struct _YnQrView
{
  GtkWidget parent_instance;

  YnQr *qr;
};

G_DEFINE_FINAL_TYPE (YnQrView, yn_qr_view, GTK_TYPE_WIDGET)

void
yn_qr_view_set_text (YnQrView *self, const char *text)
{
  g_clear_pointer (&self->qr, yn_qr_free);
  self->qr = text != NULL ? yn_qr_new (text) : NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
yn_qr_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  YnQrView *self = YN_QR_VIEW (widget);
  int side = MIN (gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  const GdkRGBA white = { 1, 1, 1, 1 };
  const GdkRGBA dark = { 0.05f, 0.05f, 0.05f, 1 };
  int module, margin;

  gtk_snapshot_append_color (snapshot, &white, &GRAPHENE_RECT_INIT (0, 0, side, side));
  if (self->qr == NULL)
    return;
  module = MAX (1, side / (self->qr->width + 2 * QUIET));
  margin = (side - module * self->qr->width) / 2;
  for (int y = 0; y < self->qr->width; y++)
    for (int x = 0; x < self->qr->width; x++)
      if (self->qr->dark[y * self->qr->width + x])
        gtk_snapshot_append_color (snapshot, &dark,
                                   &GRAPHENE_RECT_INIT (margin + x * module, margin + y * module, module, module));
}

static void
yn_qr_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                    int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = SIDE;
}

static void
yn_qr_view_finalize (GObject *object)
{
  g_clear_pointer (&YN_QR_VIEW (object)->qr, yn_qr_free);
  G_OBJECT_CLASS (yn_qr_view_parent_class)->finalize (object);
}

static void
yn_qr_view_class_init (YnQrViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yn_qr_view_finalize;
  widget_class->snapshot = yn_qr_view_snapshot;
  widget_class->measure = yn_qr_view_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
yn_qr_view_init (YnQrView *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("QR code for signing in; the short code beside it says the same"), -1);
}
