/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "room-actions.h"

#include "ask.h"
#include "desk/filling.h"
#include "desk/sign-file.h"
#include "desk/sitting.h"
#include "desk/standing.h"
#include "explain.h"
#include "pages/batch-page.h"
#include "pages/entry-page.h"
#include "pages/filing-page.h"
#include "pages/paper-page.h"
#include "pages/print-page.h"
#include "pages/service-page.h"
#include "pages/services-page.h"
#include "pages/sign-file-page.h"
#include "pages/sign-in-page.h"
#include "pages/to-sign-page.h"
#include "pages/verify-page.h"
#include "pages/workbench-page.h"

#include <glib/gi18n.h>
#include <string.h>

static void
back_action (GSimpleAction *action, GVariant *parameter, gpointer room)
{
  yn_room_go_back (YN_ROOM (room));
}

static void
service_action (GSimpleAction *action, GVariant *parameter, gpointer room)
{
  YnRoom *self = YN_ROOM (room);

  yn_room_push (self, yn_service_page_new (yn_room_desk (self), g_variant_get_string (parameter, NULL)));
}

/* @draft is consumed. */
static void
open_draft (YnRoom *self, YnDraft *draft, const GError *error)
{
  if (draft == NULL)
    {
      yn_explain_dialog (GTK_WIDGET (self), error, yn_desk_language (yn_room_desk (self)));
      return;
    }
  yn_room_push (self, yn_filing_page_new (yn_room_desk (self), draft->matter));
  yn_draft_free (draft);
}

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnRoom) self = user_data;
  g_autoptr (GError) error = NULL;
  YnDraft *draft = yn_desk_begin_finish (yn_room_desk (self), result, &error);

  open_draft (self, draft, error);
}

static void
supplement_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnRoom) self = user_data;
  g_autoptr (GError) error = NULL;
  YnDraft *draft = yn_desk_supplement_finish (yn_room_desk (self), result, &error);

  open_draft (self, draft, error);
}

static void
supplement_action (GSimpleAction *action, GVariant *parameter, gpointer room)
{
  YnRoom *self = YN_ROOM (room);

  yn_desk_supplement_async (yn_room_desk (self), g_variant_get_string (parameter, NULL), NULL, supplement_cb,
                            g_object_ref (self));
}

static void
begin_action (GSimpleAction *action, GVariant *parameter, gpointer room)
{
  YnRoom *self = YN_ROOM (room);
  const char *service, *start, *about;

  g_variant_get (parameter, "(&s&s&s)", &service, &start, &about);
  if (!yn_room_has_person (self))
    {
      yn_room_toast (self, _("Sit down as an enterprise first"));
      yn_room_go_to (self, "start");
      return;
    }
  yn_desk_begin_text_async (yn_room_desk (self), service, start, about, NULL, begun_cb, g_object_ref (self));
}

static void
begun_like_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnRoom) self = user_data;
  g_autoptr (GError) error = NULL;
  YnDraft *draft = yn_desk_begin_like_finish (yn_room_desk (self), result, &error);

  open_draft (self, draft, error);
}

static void
begin_like_action (GSimpleAction *action, GVariant *parameter, gpointer room)
{
  YnRoom *self = YN_ROOM (room);

  yn_desk_begin_like_async (yn_room_desk (self), g_variant_get_string (parameter, NULL), NULL, NULL, begun_like_cb,
                            g_object_ref (self));
}

static void
open_action (GSimpleAction *action, GVariant *parameter, gpointer room)
{
  YnRoom *self = YN_ROOM (room);

  yn_room_push (self, yn_filing_page_new (yn_room_desk (self), g_variant_get_string (parameter, NULL)));
}

static void
batch_action (GSimpleAction *action, GVariant *parameter, gpointer room)
{
  YnRoom *self = YN_ROOM (room);

  yn_room_push (self, yn_batch_page_new (yn_room_desk (self), g_variant_get_string (parameter, NULL)));
}

static void
paper_action (GSimpleAction *action, GVariant *parameter, gpointer room)
{
  YnRoom *self = YN_ROOM (room);
  const char *sha256, *title;

  g_variant_get (parameter, "(&s&s)", &sha256, &title);
  yn_room_push (self, yn_paper_page_new (yn_room_desk (self), sha256, title));
}

static void
entry_action (GSimpleAction *action, GVariant *parameter, gpointer room)
{
  YnRoom *self = YN_ROOM (room);

  yn_room_push (self, yn_entry_page_new (yn_room_desk (self), g_variant_get_string (parameter, NULL)));
}

static void
print_action (GSimpleAction *action, GVariant *parameter, gpointer room)
{
  YnRoom *self = YN_ROOM (room);

  yn_room_push (self, yn_print_page_new (yn_room_desk (self), g_variant_get_string (parameter, NULL)));
}

static void
browse_action (GSimpleAction *action, GVariant *parameter, gpointer room)
{
  YnRoom *self = YN_ROOM (room);

  yn_room_push (self, YN_PAGE (g_object_new (YN_TYPE_SERVICES_PAGE, "desk", yn_room_desk (self), NULL)));
}

static void
sit_action (GSimpleAction *action, GVariant *parameter, gpointer room)
{
  YnRoom *self = YN_ROOM (room);
  const char *uscc, *enterprise;

  g_variant_get (parameter, "(&s&s)", &uscc, &enterprise);
  yn_room_push (self, yn_sign_in_page_new (yn_room_desk (self), uscc, enterprise));
}

static void
signed_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnRoom) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!yn_desk_sign_out_finish (yn_room_desk (self), result, &error))
    yn_explain_dialog (GTK_WIDGET (self), error, yn_desk_language (yn_room_desk (self)));
}

static void
sign_out_action (GSimpleAction *action, GVariant *parameter, gpointer room)
{
  YnRoom *self = YN_ROOM (room);

  yn_room_save_now (self);
  yn_desk_sign_out_async (yn_room_desk (self), NULL, signed_out_cb, g_object_ref (self));
}

static void
verify_paper (YnRoom *self, GFile *paper)
{
  yn_room_push (self, yn_verify_page_new (yn_room_desk (self), paper));
}

static void
verify_chosen_cb (GFile *file, gpointer object)
{
  verify_paper (YN_ROOM (object), file);
}

static void
verify_choose_action (GSimpleAction *action, GVariant *parameter, gpointer room)
{
  static const char *const types[] = { "application/pdf", NULL };

  yn_ask_open (GTK_WIDGET (room), _("Verify a paper"), _("PDF papers"), types, verify_chosen_cb, room);
}

static void
taken_cb (GFile *file, gpointer object)
{
  yn_room_take (YN_ROOM (object), file);
}

static void
open_file_action (GSimpleAction *action, GVariant *parameter, gpointer room)
{
  static const char *const types[] = { "application/pdf", "*" YN_SIGN_FILE_SUFFIX, NULL };

  yn_ask_open (GTK_WIDGET (room), _("Open a file"), _("Two-person files and papers"), types, taken_cb, room);
}

static void
sign_brought (YnRoom *self, GFile *file)
{
  yn_room_push (self, yn_sign_file_page_new (yn_room_desk (self), file));
}

static void
sign_chosen_cb (GFile *file, gpointer object)
{
  sign_brought (YN_ROOM (object), file);
}

static void
sign_choose_action (GSimpleAction *action, GVariant *parameter, gpointer room)
{
  yn_ask_open (GTK_WIDGET (room), _("Open a two-person file"), NULL, NULL, sign_chosen_cb, room);
}

void
yn_room_take (YnRoom *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  /* Mail programs put endings of their own behind it. */
  if (name != NULL && strstr (name, YN_SIGN_FILE_SUFFIX) != NULL)
    sign_brought (self, file);
  else
    verify_paper (self, file);
}

static void
to_sign_action (GSimpleAction *action, GVariant *parameter, gpointer room)
{
  YnRoom *self = YN_ROOM (room);

  yn_room_push (self, yn_to_sign_page_new (yn_room_desk (self)));
}

static void
workbench_action (GSimpleAction *action, GVariant *parameter, gpointer room)
{
  yn_room_write (YN_ROOM (room), NULL);
}

void
yn_room_write (YnRoom *self, GFile *file)
{
  yn_room_push (self, yn_workbench_page_new (yn_room_desk (self), file));
}

static void
toast_action (GSimpleAction *action, GVariant *parameter, gpointer room)
{
  yn_room_toast (YN_ROOM (room), g_variant_get_string (parameter, NULL));
}

static void
refreshed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnRoom) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!yn_desk_refresh_finish (yn_room_desk (self), result, &error) && error != NULL)
    {
      g_autofree char *words = yn_explain_paragraph (error, yn_desk_language (yn_room_desk (self)));

      yn_room_toast (self, words);
    }
}

static void
refresh_action (GSimpleAction *action, GVariant *parameter, gpointer room)
{
  YnRoom *self = YN_ROOM (room);

  if (yn_room_has_person (self))
    yn_desk_refresh_async (yn_room_desk (self), NULL, refreshed_cb, g_object_ref (self));
  yn_page_refresh (yn_room_top_page (self));
}

static void
show_places_action (GSimpleAction *action, GVariant *parameter, gpointer room)
{
  YnRoom *self = YN_ROOM (room);

  yn_room_toggle_places (self);
}

/* Not a property action: that one would hold the room, and the room holds its actions. */
static void
place_action (GSimpleAction *action, GVariant *parameter, gpointer room)
{
  yn_room_go_to (YN_ROOM (room), g_variant_get_string (parameter, NULL));
}

static void
place_changed_cb (YnRoom *room, GParamSpec *pspec, GSimpleAction *action)
{
  g_autofree char *place = NULL;

  g_object_get (room, "place", &place, NULL);
  g_simple_action_set_state (action, g_variant_new_string (place));
}

void
yn_room_actions_insert (YnRoom *room)
{
  static const GActionEntry entries[] = {
    { "back", back_action, NULL, NULL, NULL },
    { "show-places", show_places_action, NULL, NULL, NULL },
    { "service", service_action, "s", NULL, NULL },
    { "begin", begin_action, "(sss)", NULL, NULL },
    { "begin-like", begin_like_action, "s", NULL, NULL },
    { "supplement", supplement_action, "s", NULL, NULL },
    { "open", open_action, "s", NULL, NULL },
    { "batch", batch_action, "s", NULL, NULL },
    { "paper", paper_action, "(ss)", NULL, NULL },
    { "entry", entry_action, "s", NULL, NULL },
    { "print", print_action, "s", NULL, NULL },
    { "browse", browse_action, NULL, NULL, NULL },
    { "sit", sit_action, "(ss)", NULL, NULL },
    { "sign-out", sign_out_action, NULL, NULL, NULL },
    { "open-file", open_file_action, NULL, NULL, NULL },
    { "verify-choose", verify_choose_action, NULL, NULL, NULL },
    { "sign-choose", sign_choose_action, NULL, NULL, NULL },
    { "to-sign", to_sign_action, NULL, NULL, NULL },
    { "workbench", workbench_action, NULL, NULL, NULL },
    { "toast", toast_action, "s", NULL, NULL },
    { "refresh", refresh_action, NULL, NULL, NULL },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) place = g_simple_action_new_stateful ("place", G_VARIANT_TYPE_STRING,
                                                                  g_variant_new_string (""));

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), room);
  g_signal_connect (place, "activate", G_CALLBACK (place_action), room);
  g_signal_connect_object (room, "notify::place", G_CALLBACK (place_changed_cb), place, 0);
  place_changed_cb (room, NULL, place);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (place));
  gtk_widget_insert_action_group (GTK_WIDGET (room), "room", G_ACTION_GROUP (group));
}
