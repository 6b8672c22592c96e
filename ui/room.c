/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "room.h"

#include "pages/account-page.h"
#include "pages/filings-page.h"
#include "pages/home-page.h"
#include "pages/records-page.h"
#include "pages/reports-page.h"
#include "pages/services-page.h"
#include "pages/start-page.h"
#include "widgets/one-of.h"
#include "widgets/primary.h"

#include <glib/gi18n.h>

/* Below this a list has no room for the places beside it, whatever it holds. */
#define NARROW 860

struct _YnRoom
{
  GtkWidget parent_instance;

  /* Template widgets */
  AdwFlap *flap;
  AdwToastOverlay *toasts;
  GtkStack *stack;
  GtkLabel *head_title;
  GtkLabel *head_subtitle;
  GtkImage *head_state;
  GtkWidget *practice_strip;
  GtkWidget *back_button;
  GtkWidget *places_button;
  GtkButton *waiting_button;
  GtkButton *language_button;

  YnDesk *desk;
  char *place;
  GPtrArray *details; /* of YnPage, borrowed: pages that lie upon the place, the top one last */
  gboolean arrived;
  gboolean signed_in;
};

enum
{
  PROP_PLACE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (YnRoom, yn_room, GTK_TYPE_WIDGET)

/* --- pages ------------------------------------------------------------------------------------------------------ */

static YnPage *
place_new (YnRoom *self, const char *place)
{
  static const struct
  {
    const char *place;
    GType (*type) (void);
  } places[] = {
    { "start", yn_start_page_get_type },     { "home", yn_home_page_get_type },
    { "services", yn_services_page_get_type }, { "filings", yn_filings_page_get_type },
    { "reports", yn_reports_page_get_type }, { "records", yn_records_page_get_type },
    { "account", yn_account_page_get_type },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (g_str_equal (places[i].place, place))
      return g_object_new (places[i].type (), "desk", self->desk, NULL);
  return NULL;
}

YnPage *
yn_room_top_page (YnRoom *self)
{
  return YN_PAGE (gtk_stack_get_visible_child (self->stack));
}

static void
update_back (YnRoom *self)
{
  gtk_widget_set_visible (self->back_button, self->details->len > 0);
}

static void
drop_details (YnRoom *self)
{
  while (self->details->len > 0)
    gtk_stack_remove (self->stack, g_ptr_array_steal_index (self->details, self->details->len - 1));
  update_back (self);
}

/* The page of @place, made when it is first asked for; NULL where there is no such place. */
static GtkWidget *
place_page (YnRoom *self, const char *place)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, place);

  if (page == NULL)
    {
      page = GTK_WIDGET (place_new (self, place));
      if (page != NULL)
        gtk_stack_add_named (self->stack, page, place);
    }
  return page;
}

static void
set_place (YnRoom *self, const char *place)
{
  if (g_strcmp0 (self->place, place) == 0)
    return;
  g_free (self->place);
  self->place = g_strdup (place);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLACE]);
}

void
yn_room_go_to (YnRoom *self, const char *place)
{
  GtkWidget *page = place_page (self, place);

  if (page == NULL)
    return;
  yn_room_save_now (self);
  yn_one_of_show (self->stack, page);
  drop_details (self);
  set_place (self, place);
  if (adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, FALSE);
}

void
yn_room_push (YnRoom *self, YnPage *page)
{
  yn_room_save_now (self);
  gtk_stack_add_child (self->stack, GTK_WIDGET (page));
  g_ptr_array_add (self->details, page);
  yn_one_of_show (self->stack, GTK_WIDGET (page));
  update_back (self);
}

void
yn_room_go_back (YnRoom *self)
{
  GtkWidget *gone;
  GtkWidget *below;

  if (self->details->len == 0)
    return;
  yn_room_save_now (self);
  gone = g_ptr_array_steal_index (self->details, self->details->len - 1);
  below = self->details->len > 0 ? g_ptr_array_index (self->details, self->details->len - 1)
                                 : gtk_stack_get_child_by_name (self->stack, self->place);
  yn_one_of_show (self->stack, below);
  gtk_stack_remove (self->stack, gone);
  update_back (self);
}

YnDesk *
yn_room_desk (YnRoom *self)
{
  return self->desk;
}

gboolean
yn_room_has_person (YnRoom *self)
{
  return self->signed_in;
}

void
yn_room_toggle_places (YnRoom *self)
{
  adw_flap_set_reveal_flap (self->flap, !adw_flap_get_reveal_flap (self->flap));
}

void
yn_room_toast (YnRoom *self, const char *words)
{
  g_autofree char *safe = g_markup_escape_text (words, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (safe));
}

/* --- the head --------------------------------------------------------------------------------------------------- */

static void
show_head (YnRoom *self, const YnDeskStatus *status)
{
  const char *platform = status->practice ? _("Practice platform") : status->platform_name;
  g_autofree char *where = NULL;

  gtk_label_set_text (self->head_title, status->enterprise_name != NULL && status->signed_in ? status->enterprise_name
                                                                                            : _("Yinuo"));
  if (!status->connected)
    where = g_strdup (_("No platform yet"));
  else
    where = g_strdup_printf ("%s · %s", platform != NULL ? platform : status->address,
                             status->online ? _("Online") : _("Offline"));
  gtk_label_set_text (self->head_subtitle, where);
  gtk_image_set_from_icon_name (self->head_state, status->connected && status->online ? "emblem-ok-symbolic"
                                                                                      : "network-offline-symbolic");
  gtk_widget_set_visible (self->practice_strip, status->practice);
}

static void
show_waiting (YnRoom *self, const YnDeskStatus *status)
{
  g_autofree char *words = g_strdup_printf (ngettext ("%u waiting", "%u waiting", status->waiting),
                                            status->waiting);

  gtk_widget_set_visible (GTK_WIDGET (self->waiting_button), status->waiting > 0);
  gtk_button_set_label (self->waiting_button, words);
}

/* What was copied here goes with who copied it. */
static void
clear_clipboard (GdkClipboard *clipboard)
{
  if (gdk_clipboard_is_local (clipboard))
    gdk_clipboard_set_content (clipboard, NULL);
}

static void
status_changed_cb (YnRoom *self)
{
  g_autoptr (YnDeskStatus) status = yn_desk_status (self->desk);

  show_head (self, status);
  show_waiting (self, status);
  adw_flap_set_locked (self->flap, !status->signed_in);
  /* Out of sight is not out of a screen reader's hearing. */
  gtk_widget_set_visible (adw_flap_get_flap (self->flap), status->signed_in);
  gtk_widget_set_visible (self->places_button, status->signed_in);
  if (!status->signed_in)
    adw_flap_set_reveal_flap (self->flap, FALSE);
  if (status->signed_in == self->signed_in)
    return;
  self->signed_in = status->signed_in;
  if (!status->signed_in)
    {
      clear_clipboard (gtk_widget_get_clipboard (GTK_WIDGET (self)));
      clear_clipboard (gtk_widget_get_primary_clipboard (GTK_WIDGET (self)));
    }
  if (status->signed_in && !adw_flap_get_folded (self->flap))
    adw_flap_set_reveal_flap (self->flap, TRUE);
  if (self->arrived)
    yn_room_go_to (self, status->signed_in ? "home" : "start");
}

/* A paper that was opened with the program stays before the person's eyes, and a place that was chosen meanwhile. */
static void
settle (YnRoom *self, gboolean signed_in)
{
  const char *place = signed_in ? "home" : "start";

  if (signed_in && !g_str_equal (self->place, "start"))
    return;
  if (self->details->len == 0)
    yn_room_go_to (self, place);
  else if (place_page (self, place) != NULL)
    set_place (self, place);
}

void
yn_room_arrive (YnRoom *self, const GError *error)
{
  GtkWidget *start = gtk_stack_get_child_by_name (self->stack, "start");
  g_autoptr (YnDeskStatus) status = yn_desk_status (self->desk);

  if (start != NULL)
    yn_start_page_arrive (YN_START_PAGE (start), error);
  self->arrived = FALSE;
  status_changed_cb (self);
  self->arrived = TRUE;
  settle (self, status->signed_in);
}

void
yn_room_save_now (YnRoom *self)
{
  for (guint i = 0; i < self->details->len; i++)
    yn_page_save_now (g_ptr_array_index (self->details, i));
}

/* --- making ----------------------------------------------------------------------------------------------------- */

static YnRoom *
room_new (YnDesk *desk)
{
  YnRoom *self = g_object_new (YN_TYPE_ROOM, NULL);

  self->desk = g_object_ref (desk);
  gtk_button_set_label (self->language_button, yn_desk_language (desk) == YN_LANGUAGE_EN ? "中文" : "English");
  g_signal_connect_object (desk, "changed", G_CALLBACK (status_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

YnRoom *
yn_room_new (YnDesk *desk)
{
  YnRoom *self = room_new (desk);

  status_changed_cb (self);
  yn_room_go_to (self, "start");
  return self;
}

YnRoom *
yn_room_new_like (YnRoom *old)
{
  YnRoom *self = room_new (old->desk);

  yn_room_save_now (old);
  self->arrived = FALSE;
  status_changed_cb (self);
  yn_room_go_to (self, "start");
  if (old->arrived)
    {
      yn_start_page_arrive (YN_START_PAGE (gtk_stack_get_child_by_name (self->stack, "start")), NULL);
      self->arrived = TRUE;
    }
  yn_room_go_to (self, old->place);
  for (guint i = 0; i < old->details->len; i++)
    {
      YnPage *page = yn_page_again (g_ptr_array_index (old->details, i));

      if (page != NULL)
        yn_room_push (self, page);
    }
  return self;
}

static void
yn_room_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_string (value, YN_ROOM (object)->place);
}

static void
yn_room_dispose (GObject *object)
{
  YnRoom *self = YN_ROOM (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (yn_room_parent_class)->dispose (object);
}

static void
yn_room_finalize (GObject *object)
{
  YnRoom *self = YN_ROOM (object);

  g_ptr_array_unref (self->details);
  g_free (self->place);
  G_OBJECT_CLASS (yn_room_parent_class)->finalize (object);
}

static void
install_keys (GtkWidgetClass *widget_class)
{
  static const char *const places[] = { "home", "services", "filings", "reports", "records", "account" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, GDK_ALT_MASK, "room.place", "s", places[i]);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, GDK_ALT_MASK, "room.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "room.open-file", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "room.refresh", NULL);
}

static void
fold (YnRoom *self, GParamSpec *pspec, GtkWindow *window)
{
  int width, height;

  gtk_window_get_default_size (window, &width, &height); /* follows the window's size */
  adw_flap_set_fold_policy (self->flap, width > 0 && width < NARROW ? ADW_FLAP_FOLD_POLICY_ALWAYS
                                                                    : ADW_FLAP_FOLD_POLICY_AUTO);
}

static void
yn_room_root (GtkWidget *widget)
{
  GtkRoot *window;

  GTK_WIDGET_CLASS (yn_room_parent_class)->root (widget);
  window = gtk_widget_get_root (widget);
  if (!GTK_IS_WINDOW (window))
    return;
  g_signal_connect_object (window, "notify::default-width", G_CALLBACK (fold), widget, G_CONNECT_SWAPPED);
  fold (YN_ROOM (widget), NULL, GTK_WINDOW (window));
}

static void
yn_room_class_init (YnRoomClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = yn_room_dispose;
  object_class->finalize = yn_room_finalize;
  object_class->get_property = yn_room_get_property;
  widget_class->root = yn_room_root;
  properties[PROP_PLACE] = g_param_spec_string ("place", NULL, NULL, NULL,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  install_keys (widget_class);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/room.ui");
  gtk_widget_class_bind_template_child (widget_class, YnRoom, flap);
  gtk_widget_class_bind_template_child (widget_class, YnRoom, toasts);
  gtk_widget_class_bind_template_child (widget_class, YnRoom, stack);
  gtk_widget_class_bind_template_child (widget_class, YnRoom, head_title);
  gtk_widget_class_bind_template_child (widget_class, YnRoom, head_subtitle);
  gtk_widget_class_bind_template_child (widget_class, YnRoom, head_state);
  gtk_widget_class_bind_template_child (widget_class, YnRoom, practice_strip);
  gtk_widget_class_bind_template_child (widget_class, YnRoom, back_button);
  gtk_widget_class_bind_template_child (widget_class, YnRoom, places_button);
  gtk_widget_class_bind_template_child (widget_class, YnRoom, waiting_button);
  gtk_widget_class_bind_template_child (widget_class, YnRoom, language_button);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
yn_room_init (YnRoom *self)
{
  self->details = g_ptr_array_new ();
  self->place = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  yn_primary_add_keys (GTK_WIDGET (self));
  update_back (self);
}
