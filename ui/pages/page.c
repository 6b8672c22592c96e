/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/page.h"

#include <glib/gi18n.h>

typedef struct
{
  YnDesk *desk;
  GCancellable *cancellable;
  char *title;
  char *shown;
  gboolean dirty;
} YnPagePrivate;

enum
{
  PROP_DESK = 1,
  PROP_TITLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (YnPage, yn_page, ADW_TYPE_BIN)

#define PRIVATE(self) ((YnPagePrivate *) yn_page_get_instance_private (self))

YnDesk *
yn_page_desk (YnPage *self)
{
  return PRIVATE (self)->desk;
}

YnLanguage
yn_page_language (YnPage *self)
{
  return yn_desk_language (PRIVATE (self)->desk);
}

GCancellable *
yn_page_cancellable (YnPage *self)
{
  return PRIVATE (self)->cancellable;
}

const char *
yn_page_title (YnPage *self)
{
  return PRIVATE (self)->title;
}

void
yn_page_set_title (YnPage *self, const char *title)
{
  YnPagePrivate *priv = PRIVATE (self);

  if (g_strcmp0 (priv->title, title) == 0)
    return;
  g_free (priv->title);
  priv->title = g_strdup (title);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

void
yn_page_refresh (YnPage *self)
{
  PRIVATE (self)->dirty = FALSE;
  if (YN_PAGE_GET_CLASS (self)->refresh != NULL)
    YN_PAGE_GET_CLASS (self)->refresh (self);
}

YnPage *
yn_page_again (YnPage *self)
{
  return YN_PAGE_GET_CLASS (self)->again != NULL ? YN_PAGE_GET_CLASS (self)->again (self) : NULL;
}

void
yn_page_save_now (YnPage *self)
{
  if (YN_PAGE_GET_CLASS (self)->save_now != NULL)
    YN_PAGE_GET_CLASS (self)->save_now (self);
}

gboolean
yn_page_is_news (YnPage *self, const char *shown)
{
  YnPagePrivate *priv = PRIVATE (self);

  if (g_strcmp0 (priv->shown, shown) == 0)
    return FALSE;
  g_free (priv->shown);
  priv->shown = g_strdup (shown);
  return TRUE;
}

char *
yn_page_offline_words (YnPage *self)
{
  g_autoptr (YnDeskStatus) status = yn_desk_status (PRIVATE (self)->desk);

  if (!status->connected || status->online)
    return NULL;
  return g_strdup (_("Yinuo cannot reach the platform just now. You can go on working; what you file waits here and "
                     "goes by itself."));
}

static void
changed_cb (YnPage *self)
{
  PRIVATE (self)->dirty = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    yn_page_refresh (self);
}

static void
yn_page_map (GtkWidget *widget)
{
  YnPage *self = YN_PAGE (widget);

  GTK_WIDGET_CLASS (yn_page_parent_class)->map (widget);
  if (PRIVATE (self)->dirty)
    yn_page_refresh (self);
}

static void
yn_page_unroot (GtkWidget *widget)
{
  g_cancellable_cancel (PRIVATE (YN_PAGE (widget))->cancellable);
  GTK_WIDGET_CLASS (yn_page_parent_class)->unroot (widget);
}

static void
yn_page_constructed (GObject *object)
{
  YnPagePrivate *priv = PRIVATE (YN_PAGE (object));

  G_OBJECT_CLASS (yn_page_parent_class)->constructed (object);
  g_signal_connect_object (priv->desk, "changed", G_CALLBACK (changed_cb), object, G_CONNECT_SWAPPED);
}

static void
yn_page_finalize (GObject *object)
{
  YnPagePrivate *priv = PRIVATE (YN_PAGE (object));

  g_clear_object (&priv->desk);
  g_clear_object (&priv->cancellable);
  g_clear_pointer (&priv->title, g_free);
  g_clear_pointer (&priv->shown, g_free);
  G_OBJECT_CLASS (yn_page_parent_class)->finalize (object);
}

static void
yn_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YnPage *self = YN_PAGE (object);

  if (id == PROP_DESK)
    g_value_set_object (value, yn_page_desk (self));
  else
    g_value_set_string (value, yn_page_title (self));
}

static void
yn_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YnPage *self = YN_PAGE (object);

  if (id == PROP_DESK)
    PRIVATE (self)->desk = g_value_dup_object (value);
  else
    yn_page_set_title (self, g_value_get_string (value));
}

static void
yn_page_class_init (YnPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = yn_page_constructed;
  object_class->finalize = yn_page_finalize;
  object_class->get_property = yn_page_get_property;
  object_class->set_property = yn_page_set_property;
  widget_class->map = yn_page_map;
  widget_class->unroot = yn_page_unroot;
  properties[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, YN_TYPE_DESK,
                                               G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
yn_page_init (YnPage *self)
{
  YnPagePrivate *priv = PRIVATE (self);

  priv->cancellable = g_cancellable_new ();
  priv->dirty = TRUE;
}
