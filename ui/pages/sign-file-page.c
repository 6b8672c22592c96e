/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/sign-file-page.h"

#include "desk/hands.h"
#include "desk/sign-file.h"
#include "explain.h"
#include "files.h"
#include "pages/review-step.h"
#include "widgets/state-view.h"
#include "widgets/why.h"

#include <glib/gi18n.h>

struct _YnSignFilePage
{
  YnPage parent_instance;

  /* Template widgets */
  YnStateView *state;
  GtkWidget *ours;
  GtkLabel *ours_words;
  GtkWidget *take;
  GtkWidget *done;
  YnReviewStep *review;

  GFile *place;
  YnSignFile *file;
};

G_DEFINE_FINAL_TYPE (YnSignFilePage, yn_sign_file_page, YN_TYPE_PAGE)

/* --- signing -------------------------------------------------------------------------------------------- */

static void
save_cb (YnSignFilePage *self)
{
  g_autoptr (GBytes) bytes = yn_sign_file_pack (self->file);
  g_autofree char *name = yn_sign_file_name (self->file);

  yn_files_save (GTK_WIDGET (self), yn_page_desk (YN_PAGE (self)), name, bytes);
}

static void
signed_cb (YnSignFilePage *self)
{
  gtk_widget_set_visible (self->ours, FALSE);
  gtk_widget_set_visible (self->done, TRUE);
  yn_review_step_set_quiet (self->review, TRUE);
  yn_review_step_open_file (self->review, yn_page_desk (YN_PAGE (self)), self->file,
                            yn_page_cancellable (YN_PAGE (self)));
  save_cb (self);
}

/* --- home ----------------------------------------------------------------------------------------------- */

static void
taken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnSignFilePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *matter = yn_desk_take_home_finish (YN_DESK (source), result, &error);

  yn_why_not (self->take, NULL, NULL);
  if (matter == NULL)
    yn_explain_dialog (GTK_WIDGET (self), error, yn_page_language (YN_PAGE (self)));
  else
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "room.toast", "s", _("The signature is home"));
      gtk_widget_activate_action (GTK_WIDGET (self), "room.open", "s", matter);
    }
}

static void
take_cb (YnSignFilePage *self)
{
  yn_why_not (self->take, _("This is being done right now."), NULL);
  yn_desk_take_home_async (yn_page_desk (YN_PAGE (self)), self->file->path,
                           yn_page_cancellable (YN_PAGE (self)), taken_cb, g_object_ref (self));
}

/* Whether the paper went out from here, and whether it brings something. */
static void
home_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnSignFilePage) self = user_data;
  g_autoptr (YnUnderSignature) paper = yn_desk_under_signature_of_finish (YN_DESK (source), result, NULL);
  gboolean brings = paper != NULL && self->file->signatures->len > paper->signatures->len;

  gtk_widget_set_visible (self->ours, paper != NULL);
  gtk_widget_set_visible (self->take, brings);
  yn_review_step_set_quiet (self->review, brings);
  gtk_label_set_text (self->ours_words,
                      brings ? _ ("This paper went out from this desk and brings a signature home.")
                             : _ ("This paper went out from this desk; it brings no new signature yet."));
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnSignFilePage) self = user_data;
  g_autoptr (GError) error = NULL;
  YnSignFile *file = yn_sign_file_open_finish (YN_DESK (source), result, &error);
  const char *matter;

  if (file == NULL)
    {
      yn_state_view_failed (self->state, error, yn_page_language (YN_PAGE (self)));
      return;
    }
  self->file = file;
  yn_page_set_title (YN_PAGE (self), yn_service_title (file->form, yn_page_language (YN_PAGE (self))));
  yn_review_step_open_file (self->review, YN_DESK (source), file, yn_page_cancellable (YN_PAGE (self)));
  yn_state_view_ready (self->state);
  matter = yn_json_get_string (file->body, "matter");
  if (matter != NULL)
    yn_desk_under_signature_of_async (YN_DESK (source), matter, yn_page_cancellable (YN_PAGE (self)), home_cb,
                                      g_object_ref (self));
}

/* Once: what was shown is what is signed, whatever becomes of the file. */
static void
yn_sign_file_page_refresh (YnPage *page)
{
  YnSignFilePage *self = YN_SIGN_FILE_PAGE (page);
  g_autofree char *path = g_file_get_path (self->place);

  if (self->file != NULL)
    return;
  yn_state_view_loading (self->state, _("Opening the paper…"));
  yn_sign_file_open_async (yn_page_desk (page), path != NULL ? path : "", yn_page_cancellable (page),
                           opened_cb, g_object_ref (self));
}

static YnPage *
yn_sign_file_page_again (YnPage *page)
{
  return yn_sign_file_page_new (yn_page_desk (page), YN_SIGN_FILE_PAGE (page)->place);
}

YnPage *
yn_sign_file_page_new (YnDesk *desk, GFile *file)
{
  YnSignFilePage *self = g_object_new (YN_TYPE_SIGN_FILE_PAGE, "desk", desk, NULL);

  self->place = g_object_ref (file);
  return YN_PAGE (self);
}

static void
yn_sign_file_page_finalize (GObject *object)
{
  YnSignFilePage *self = YN_SIGN_FILE_PAGE (object);

  g_clear_object (&self->place);
  g_clear_pointer (&self->file, yn_sign_file_unref);
  G_OBJECT_CLASS (yn_sign_file_page_parent_class)->finalize (object);
}

static void
yn_sign_file_page_class_init (YnSignFilePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = yn_sign_file_page_finalize;
  YN_PAGE_CLASS (klass)->refresh = yn_sign_file_page_refresh;
  YN_PAGE_CLASS (klass)->again = yn_sign_file_page_again;
  g_type_ensure (YN_TYPE_STATE_VIEW);
  g_type_ensure (YN_TYPE_REVIEW_STEP);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/sign-file-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YnSignFilePage, state);
  gtk_widget_class_bind_template_child (widget_class, YnSignFilePage, ours);
  gtk_widget_class_bind_template_child (widget_class, YnSignFilePage, ours_words);
  gtk_widget_class_bind_template_child (widget_class, YnSignFilePage, take);
  gtk_widget_class_bind_template_child (widget_class, YnSignFilePage, done);
  gtk_widget_class_bind_template_child (widget_class, YnSignFilePage, review);
  gtk_widget_class_bind_template_callback (widget_class, signed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_cb);
  gtk_widget_class_bind_template_callback (widget_class, yn_page_refresh);
}

static void
yn_sign_file_page_init (YnSignFilePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yn_page_set_title (YN_PAGE (self), _("Sign a paper that was brought"));
}
