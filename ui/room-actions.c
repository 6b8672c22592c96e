/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

/* How pages ask for one another: each deed is an action of the room, so that no page knows another. */

#include "room-private.h"

#include "ask.h"
#include "desk/filling.h"
#include "desk/sitting.h"
#include "desk/standing.h"
#include "explain.h"
#include "pages/entry-page.h"
#include "pages/filing-page.h"
#include "pages/paper-page.h"
#include "pages/service-page.h"
#include "pages/services-page.h"
#include "pages/sign-in-page.h"
#include "pages/verify-page.h"

#include <glib/gi18n.h>

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  yn_room_go_back (YN_ROOM (widget));
}

static void
service_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YnRoom *self = YN_ROOM (widget);

  yn_room_push (self, yn_service_page_new (self->desk, g_variant_get_string (parameter, NULL)));
}

/* @draft is consumed. */
static void
open_draft (YnRoom *self, YnDraft *draft, const GError *error)
{
  if (draft == NULL)
    {
      yn_explain_dialog (GTK_WIDGET (self), error, yn_desk_language (self->desk));
      return;
    }
  yn_room_push (self, yn_filing_page_new (self->desk, draft->matter));
  yn_draft_free (draft);
}

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnRoom) self = user_data;
  g_autoptr (GError) error = NULL;
  YnDraft *draft = yn_desk_begin_finish (self->desk, result, &error);

  open_draft (self, draft, error);
}

static void
supplement_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnRoom) self = user_data;
  g_autoptr (GError) error = NULL;
  YnDraft *draft = yn_desk_supplement_finish (self->desk, result, &error);

  open_draft (self, draft, error);
}

static void
supplement_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YnRoom *self = YN_ROOM (widget);

  yn_desk_supplement_async (self->desk, g_variant_get_string (parameter, NULL), NULL, supplement_cb,
                            g_object_ref (self));
}

static void
begin_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YnRoom *self = YN_ROOM (widget);
  const char *service, *start_text, *about_text;
  g_autoptr (YnJson) start = NULL;
  g_autoptr (YnJson) about = NULL;

  g_variant_get (parameter, "(&s&s&s)", &service, &start_text, &about_text);
  if (!self->signed_in)
    {
      yn_room_toast (self, _("Sit down as an enterprise first"));
      yn_room_go_to (self, "start");
      return;
    }
  start = *start_text != '\0' ? yn_json_parse (start_text, -1, NULL) : NULL;
  about = *about_text != '\0' ? yn_json_parse (about_text, -1, NULL) : NULL;
  yn_desk_begin_async (self->desk, service, start, about, NULL, begun_cb, g_object_ref (self));
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YnRoom *self = YN_ROOM (widget);

  yn_room_push (self, yn_filing_page_new (self->desk, g_variant_get_string (parameter, NULL)));
}

static void
paper_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YnRoom *self = YN_ROOM (widget);
  const char *sha256, *title;

  g_variant_get (parameter, "(&s&s)", &sha256, &title);
  yn_room_push (self, yn_paper_page_new (self->desk, sha256, title));
}

static void
entry_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YnRoom *self = YN_ROOM (widget);

  yn_room_push (self, yn_entry_page_new (self->desk, g_variant_get_string (parameter, NULL)));
}

static void
browse_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YnRoom *self = YN_ROOM (widget);

  yn_room_push (self, g_object_new (YN_TYPE_SERVICES_PAGE, "desk", self->desk, NULL));
}

static void
sit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YnRoom *self = YN_ROOM (widget);
  const char *uscc, *enterprise;

  g_variant_get (parameter, "(&s&s)", &uscc, &enterprise);
  yn_room_push (self, yn_sign_in_page_new (self->desk, uscc, enterprise));
}

static void
signed_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnRoom) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!yn_desk_sign_out_finish (self->desk, result, &error))
    yn_explain_dialog (GTK_WIDGET (self), error, yn_desk_language (self->desk));
  yn_room_status_changed (self);
}

static void
sign_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YnRoom *self = YN_ROOM (widget);

  yn_room_save_now (self);
  yn_desk_sign_out_async (self->desk, NULL, signed_out_cb, g_object_ref (self));
}

static void
verify_chosen_cb (GFile *file, gpointer object)
{
  yn_room_verify (YN_ROOM (object), file);
}

static void
verify_choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *const types[] = { "application/pdf", NULL };

  yn_ask_open (widget, _("Verify a paper"), _("PDF papers"), types, verify_chosen_cb, widget);
}

void
yn_room_verify (YnRoom *self, GFile *paper)
{
  yn_room_push (self, yn_verify_page_new (self->desk, paper));
}

static void
toast_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  yn_room_toast (YN_ROOM (widget), g_variant_get_string (parameter, NULL));
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnRoom) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!yn_desk_refresh_finish (self->desk, result, &error) && error != NULL)
    {
      g_autofree char *words = yn_explain_paragraph (error, yn_desk_language (self->desk));

      yn_room_toast (self, words);
    }
}

static void
refresh_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YnRoom *self = YN_ROOM (widget);

  if (self->signed_in)
    yn_desk_refresh_async (self->desk, NULL, refreshed_cb, g_object_ref (self));
  yn_page_refresh (yn_room_top_page (self));
}

static void
show_places_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  YnRoom *self = YN_ROOM (widget);

  adw_flap_set_reveal_flap (self->flap, !adw_flap_get_reveal_flap (self->flap));
}

static void
install_keys (GtkWidgetClass *widget_class)
{
  static const char *const places[] = { "home", "services", "filings", "reports", "records", "account" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, GDK_ALT_MASK, "room.place", "s", places[i]);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "room.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "room.verify-choose", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "room.refresh", NULL);
}

void
yn_room_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_property_action (widget_class, "room.place", "place");
  gtk_widget_class_install_action (widget_class, "room.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "room.show-places", NULL, show_places_action);
  gtk_widget_class_install_action (widget_class, "room.service", "s", service_action);
  gtk_widget_class_install_action (widget_class, "room.begin", "(sss)", begin_action);
  gtk_widget_class_install_action (widget_class, "room.supplement", "s", supplement_action);
  gtk_widget_class_install_action (widget_class, "room.open", "s", open_action);
  gtk_widget_class_install_action (widget_class, "room.paper", "(ss)", paper_action);
  gtk_widget_class_install_action (widget_class, "room.entry", "s", entry_action);
  gtk_widget_class_install_action (widget_class, "room.browse", NULL, browse_action);
  gtk_widget_class_install_action (widget_class, "room.sit", "(ss)", sit_action);
  gtk_widget_class_install_action (widget_class, "room.sign-out", NULL, sign_out_action);
  gtk_widget_class_install_action (widget_class, "room.verify-choose", NULL, verify_choose_action);
  gtk_widget_class_install_action (widget_class, "room.toast", "s", toast_action);
  gtk_widget_class_install_action (widget_class, "room.refresh", NULL, refresh_action);
  install_keys (widget_class);
}
