/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/sign-in-page.h"

#include "desk/sitting.h"
#include "explain.h"
#include "widgets/phone.h"
#include "widgets/qr-view.h"
#include "widgets/state-view.h"
#include "words.h"

#include <glib/gi18n.h>

struct _YnSignInPage
{
  YnPage parent_instance;

  /* Template widgets */
  YnStateView *state;
  GtkLabel *lead;
  YnQrView *qr;
  GtkLabel *code;
  GtkWidget *local_words;
  GtkWidget *browser;
  GtkWidget *phone_child;
  YnPhone *phone;
  GtkSpinner *spinner;
  GtkLabel *progress;

  char *uscc;
  char *enterprise;
  YnDeviceGrant *grant;
  gboolean asking;
};

G_DEFINE_FINAL_TYPE (YnSignInPage, yn_sign_in_page, YN_TYPE_PAGE)

/* The grant lives as long as somebody waits for it, which may be longer than the page. */
typedef struct
{
  YnSignInPage *page;
  YnDeviceGrant *grant;
} Waiting;

static void
begin (YnSignInPage *self);

static void
waited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiting *waiting = user_data;
  g_autoptr (YnSignInPage) self = waiting->page;
  g_autoptr (YnDeviceGrant) grant = waiting->grant;
  g_autoptr (GError) error = NULL;
  gboolean in = yn_desk_sign_in_wait_finish (YN_DESK (source), result, &error);

  g_free (waiting);
  if (self->grant == grant)
    self->grant = NULL;
  if (in || yn_explain_nothing (error))
    return; /* the room goes home by itself */
  self->asking = FALSE;
  if (g_error_matches (error, YN_ERROR, YN_ERROR_SIGN_IN_EXPIRED))
    begin (self); /* the code ran out: here is a new one */
  else
    yn_state_view_failed (self->state, error, yn_page_language (YN_PAGE (self)));
}

static void
show_grant (YnSignInPage *self)
{
  const YnDeviceGrant *grant = self->grant;
  const char *address = grant->verification_uri_complete != NULL ? grant->verification_uri_complete
                                                                 : grant->verification_uri;
  g_autoptr (YnDeskStatus) status = yn_desk_status (yn_page_desk (YN_PAGE (self)));
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : "";
  gboolean local =
      g_strcmp0 (host, "127.0.0.1") == 0 || g_strcmp0 (host, "localhost") == 0 || g_strcmp0 (host, "::1") == 0;
  g_autofree char *until = yn_words_hour (grant->expires);
  g_autofree char *progress =
      g_strdup_printf (_("Waiting for your answer. The code is good until %s; then there is a new one."), until);

  yn_qr_view_set_text (self->qr, address);
  gtk_label_set_text (self->code, grant->user_code);
  gtk_widget_set_visible (self->local_words, local);
  gtk_widget_set_visible (self->phone_child, status->practice);
  gtk_widget_set_visible (self->browser, !status->practice);
  gtk_label_set_text (self->progress, progress);
  if (status->practice)
    yn_phone_ask (self->phone, self->enterprise, grant->user_code);
  yn_state_view_ready (self->state);
}

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;
  YnDeviceGrant *grant = yn_desk_sign_in_begin_finish (YN_DESK (source), result, &error);
  Waiting *waiting;

  if (grant == NULL)
    {
      self->asking = FALSE;
      yn_state_view_failed (self->state, error, yn_page_language (YN_PAGE (self)));
      return;
    }
  self->grant = grant;
  show_grant (self);
  waiting = g_new0 (Waiting, 1);
  waiting->page = g_object_ref (self);
  waiting->grant = grant;
  yn_desk_sign_in_wait_async (YN_DESK (source), grant, yn_page_cancellable (YN_PAGE (self)), waited_cb, waiting);
}

static void
begin (YnSignInPage *self)
{
  if (self->asking && self->grant != NULL)
    return;
  self->asking = TRUE;
  yn_state_view_loading (self->state, _("Asking the platform for a code…"));
  yn_desk_sign_in_begin_async (yn_page_desk (YN_PAGE (self)), yn_page_cancellable (YN_PAGE (self)), begun_cb,
                               g_object_ref (self));
}

/* Only once, when the page is first shown, and again when the person asks: the desk's changes do not matter here. */
static void
yn_sign_in_page_refresh (YnPage *page)
{
  YnSignInPage *self = YN_SIGN_IN_PAGE (page);

  if (!self->asking)
    begin (self);
}

static void
approved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnSignInPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!yn_desk_practice_approve_finish (YN_DESK (source), result, &error))
    yn_explain_dialog (GTK_WIDGET (self), error, yn_page_language (YN_PAGE (self)));
}

static void
answered_cb (YnSignInPage *self, gboolean agreed)
{
  if (self->grant == NULL)
    return;
  yn_phone_done (self->phone, agreed ? _("Agreed. Go back to the computer.") : _("Refused."));
  gtk_label_set_text (self->progress, agreed ? _("Agreed on the phone. Signing in takes a few seconds…")
                                             : _("Refused on the phone."));
  yn_desk_practice_approve_async (yn_page_desk (YN_PAGE (self)), self->grant->user_code, self->uscc, agreed,
                                  yn_page_cancellable (YN_PAGE (self)), approved_cb, g_object_ref (self));
}

static void
browser_cb (YnSignInPage *self)
{
  const char *address;

  if (self->grant == NULL)
    return;
  address = self->grant->verification_uri_complete != NULL ? self->grant->verification_uri_complete
                                                           : self->grant->verification_uri;
  gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), address, GDK_CURRENT_TIME);
}

static YnPage *
yn_sign_in_page_again (YnPage *page)
{
  YnSignInPage *self = YN_SIGN_IN_PAGE (page);

  return yn_sign_in_page_new (yn_page_desk (page), self->uscc, self->enterprise);
}

YnPage *
yn_sign_in_page_new (YnDesk *desk, const char *uscc, const char *enterprise)
{
  YnSignInPage *self = g_object_new (YN_TYPE_SIGN_IN_PAGE, "desk", desk, NULL);
  g_autofree char *lead =
      *enterprise != '\0'
          ? g_strdup_printf (_("You sit down as %s. Your phone says that it is you; no password is typed here."),
                             enterprise)
          : g_strdup (_("Your phone says that it is you; no password is typed here."));

  self->uscc = g_strdup (uscc);
  self->enterprise = g_strdup (enterprise);
  gtk_label_set_text (self->lead, lead);
  return YN_PAGE (self);
}

static void
yn_sign_in_page_finalize (GObject *object)
{
  YnSignInPage *self = YN_SIGN_IN_PAGE (object);

  g_free (self->uscc);
  g_free (self->enterprise);
  G_OBJECT_CLASS (yn_sign_in_page_parent_class)->finalize (object);
}

static void
yn_sign_in_page_class_init (YnSignInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yn_sign_in_page_finalize;
  YN_PAGE_CLASS (klass)->refresh = yn_sign_in_page_refresh;
  YN_PAGE_CLASS (klass)->again = yn_sign_in_page_again;
  g_type_ensure (YN_TYPE_STATE_VIEW);
  g_type_ensure (YN_TYPE_QR_VIEW);
  g_type_ensure (YN_TYPE_PHONE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YnSignInPage, state);
  gtk_widget_class_bind_template_child (widget_class, YnSignInPage, lead);
  gtk_widget_class_bind_template_child (widget_class, YnSignInPage, qr);
  gtk_widget_class_bind_template_child (widget_class, YnSignInPage, code);
  gtk_widget_class_bind_template_child (widget_class, YnSignInPage, local_words);
  gtk_widget_class_bind_template_child (widget_class, YnSignInPage, browser);
  gtk_widget_class_bind_template_child (widget_class, YnSignInPage, phone_child);
  gtk_widget_class_bind_template_child (widget_class, YnSignInPage, phone);
  gtk_widget_class_bind_template_child (widget_class, YnSignInPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, YnSignInPage, progress);
  gtk_widget_class_bind_template_callback (widget_class, answered_cb);
  gtk_widget_class_bind_template_callback (widget_class, browser_cb);
  gtk_widget_class_bind_template_callback (widget_class, yn_page_refresh);
}

static void
yn_sign_in_page_init (YnSignInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yn_page_set_title (YN_PAGE (self), _("Sign in"));
}
