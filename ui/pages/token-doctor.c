/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/token-doctor.h"

#include "ask.h"
#include "explain.h"
#include "widgets/fact-list.h"
#include "widgets/paragraph.h"
#include "widgets/why.h"

#include <glib/gi18n.h>

struct _YnTokenDoctor
{
  GtkBox parent_instance;

  /* Template widgets */
  YnFactList *links;
  GtkBox *drivers; /* that were added by hand */
  GtkSpinner *spinner;
  GtkWidget *look;
  GtkWidget *stop;
  GtkLabel *untried;

  YnDesk *desk;
  GCancellable *cancellable; /* while it looks */
};

static void look_cb (YnTokenDoctor *self);

G_DEFINE_FINAL_TYPE (YnTokenDoctor, yn_token_doctor, GTK_TYPE_BOX)

static const char *
title_of (const char *link)
{
  static const struct
  {
    const char *link, *title;
  } titles[] = {
    { "reader", N_ ("Plugged in") }, { "driver", N_ ("Driver") },           { "slot", N_ ("Reader") },
    { "token", N_ ("Token") },       { "login", N_ ("Looking into it") },   { "certificate", N_ ("Certificate") },
    { "pin", N_ ("PIN") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (titles[i].link, link))
      return _(titles[i].title);
  return link;
}

/* Nobody has typed a PIN here: what the token itself reports is all that is known of it. */
static char *
pin_words (YnTokenDoctor *self, const YnTokenSight *sight, const YnTokenLink *link)
{
  const YnTokenKey *key = yn_token_sight_key (sight, link->about);
  g_autoptr (YnExplanation) low = NULL;

  if (key == NULL || !(key->flags & YN_TOKEN_PIN_LOW))
    return g_strdup_printf ("%s ✓ %s", link->about, _("the token reports no trouble"));
  low = yn_problems_explain_code ("pin-low", yn_desk_language (self->desk));
  return g_strjoin (" ", link->about, low->what, low->means, low->remedy, NULL);
}

/* "样例介质 ✓", or what is wrong and what to do. */
static void
add_link (YnTokenDoctor *self, const YnTokenSight *sight, const YnTokenLink *link)
{
  gboolean fails = link->state == YN_TOKEN_LINK_FAILS;
  g_autofree char *words = NULL;
  g_autofree char *value = NULL;

  if (link->state == YN_TOKEN_LINK_NOT_REACHED)
    value = g_strdup (_("not asked"));
  else if (link->state == YN_TOKEN_LINK_HOLDS && g_str_equal (link->link, "pin"))
    value = pin_words (self, sight, link);
  else if (link->state == YN_TOKEN_LINK_HOLDS)
    value = g_strdup_printf ("%s ✓", *link->about != '\0' ? link->about : _("all well"));
  else
    {
      words = yn_explain_paragraph (link->error, yn_desk_language (self->desk));
      value = g_strdup_printf ("%s%s%s%s", link->about, *link->about != '\0' ? " " : "", fails ? "✗ " : "",
                               words);
    }
  yn_fact_list_add (self->links, title_of (link->link), value);
}

static gboolean
has_untried (const YnTokenSight *sight)
{
  for (guint i = 0; i < sight->keys->len; i++)
    if (((const YnTokenKey *) g_ptr_array_index (sight->keys, i))->flags & YN_TOKEN_SKF)
      return TRUE;
  return FALSE;
}

/* Whoever does not sign with a token misses none. */
static gboolean
has_nothing (const YnTokenSight *sight)
{
  const YnTokenLink *first = sight->links->len == 1 ? g_ptr_array_index (sight->links, 0) : NULL;

  return first != NULL && g_error_matches (first->error, YN_ERROR, YN_ERROR_TOKEN_READER);
}

static void
set_looking (YnTokenDoctor *self, gboolean looking)
{
  gtk_spinner_set_spinning (self->spinner, looking);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), looking);
  gtk_widget_set_visible (self->stop, looking);
  yn_why_not (self->look, looking ? _("This is being done right now.") : NULL, NULL);
}

static void
drop_driver_cb (GtkButton *button, YnTokenDoctor *self)
{
  yn_desk_drop_token_driver (self->desk, g_object_get_data (G_OBJECT (button), "path"));
  look_cb (self);
}

static GtkWidget *
driver_row (YnTokenDoctor *self, const char *path)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *words = g_strdup_printf (_("Driver added here: %s"), path);
  g_autofree char *name = g_strdup_printf (_("Use the driver %s no more"), path);
  GtkWidget *label = yn_paragraph_new (words, "dim-label");
  GtkWidget *drop = gtk_button_new_with_label (_("Use no more"));

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (drop, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (drop, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (drop), "path", g_strdup (path), g_free);
  g_signal_connect (drop, "clicked", G_CALLBACK (drop_driver_cb), self);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), drop);
  return row;
}

static void
show_drivers (YnTokenDoctor *self)
{
  g_auto (GStrv) paths = yn_desk_token_drivers (self->desk);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->drivers))) != NULL)
    gtk_box_remove (self->drivers, row);
  for (guint i = 0; paths[i] != NULL; i++)
    if (*paths[i] != '\0')
      gtk_box_append (self->drivers, driver_row (self, paths[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->drivers), gtk_widget_get_first_child (GTK_WIDGET (self->drivers)) != NULL);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnTokenDoctor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YnTokenSight) sight = yn_desk_tokens_finish (YN_DESK (source), result, &error);

  g_clear_object (&self->cancellable);
  set_looking (self, FALSE);
  show_drivers (self);
  if (sight == NULL)
    {
      g_autofree char *words = yn_explain_nothing (error) ? g_strdup (_("not looked at"))
                                                          : yn_explain_paragraph (error, yn_desk_language (self->desk));

      yn_fact_list_clear (self->links);
      yn_fact_list_add (self->links, _("Token"), words);
      return;
    }
  yn_fact_list_clear (self->links);
  if (has_nothing (sight))
    yn_fact_list_add (self->links, _("None"), _("No token is plugged in. Who signs with a key in a file needs none."));
  for (guint i = 0; !has_nothing (sight) && i < sight->links->len; i++)
    add_link (self, sight, g_ptr_array_index (sight->links, i));
  gtk_widget_set_visible (GTK_WIDGET (self->untried), has_untried (sight));
}

static void
look_cb (YnTokenDoctor *self)
{
  if (self->cancellable != NULL || self->desk == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  set_looking (self, TRUE);
  yn_desk_tokens_async (self->desk, self->cancellable, looked_cb, g_object_ref (self));
}

static void
stop_cb (YnTokenDoctor *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
driver_chosen_cb (GFile *file, gpointer object)
{
  YnTokenDoctor *self = YN_TOKEN_DOCTOR (object);
  g_autofree char *path = g_file_get_path (file);

  if (path != NULL)
    yn_desk_add_token_driver (self->desk, path);
  look_cb (self);
}

static void
add_driver_cb (YnTokenDoctor *self)
{
  yn_ask_open (GTK_WIDGET (self), _("Choose the token’s driver"), NULL, NULL, driver_chosen_cb, self);
}

void
yn_token_doctor_set_desk (YnTokenDoctor *self, YnDesk *desk)
{
  if (self->desk != NULL)
    return;
  self->desk = g_object_ref (desk);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    look_cb (self);
}

static void
yn_token_doctor_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (yn_token_doctor_parent_class)->map (widget);
  look_cb (YN_TOKEN_DOCTOR (widget));
}

static void
yn_token_doctor_unmap (GtkWidget *widget)
{
  stop_cb (YN_TOKEN_DOCTOR (widget));
  GTK_WIDGET_CLASS (yn_token_doctor_parent_class)->unmap (widget);
}

static void
yn_token_doctor_finalize (GObject *object)
{
  YnTokenDoctor *self = YN_TOKEN_DOCTOR (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (yn_token_doctor_parent_class)->finalize (object);
}

static void
yn_token_doctor_class_init (YnTokenDoctorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yn_token_doctor_finalize;
  widget_class->map = yn_token_doctor_map;
  widget_class->unmap = yn_token_doctor_unmap;
  g_type_ensure (YN_TYPE_FACT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/token-doctor.ui");
  gtk_widget_class_bind_template_child (widget_class, YnTokenDoctor, links);
  gtk_widget_class_bind_template_child (widget_class, YnTokenDoctor, drivers);
  gtk_widget_class_bind_template_child (widget_class, YnTokenDoctor, spinner);
  gtk_widget_class_bind_template_child (widget_class, YnTokenDoctor, look);
  gtk_widget_class_bind_template_child (widget_class, YnTokenDoctor, stop);
  gtk_widget_class_bind_template_child (widget_class, YnTokenDoctor, untried);
  gtk_widget_class_bind_template_callback (widget_class, look_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_driver_cb);
}

static void
yn_token_doctor_init (YnTokenDoctor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
