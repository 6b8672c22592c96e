/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/offers-dialog.h"

#include "ask.h"
#include "widgets/paragraph.h"
#include "widgets/why.h"

#include <glib/gi18n.h>

/* A scanner types a licence's text in one go; it is read when it pauses. */
#define PAUSE_MS 250

struct _YnOffersDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkWidget *text_box;
  GtkTextView *text;
  GtkWidget *choice_box;
  GtkLabel *choice_label;
  GtkDropDown *choice;
  GtkWidget *drop;
  GtkLabel *said;
  GtkBox *list;
  GtkLabel *remark;
  GtkWidget *take;

  YnAnswers *answers;
  YnLanguage language;
  GPtrArray *offers; /* of YnOffer */
  GPtrArray *ticks;  /* of GtkCheckButton, borrowed; NULL where there is nothing to tick */
  guint timer;
  gboolean choosing; /* the choices come: nobody chose one yet */
};

enum
{
  TAKEN,
  CHOSEN,
  TEXT,
  DROP,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnOffersDialog, yn_offers_dialog, ADW_TYPE_WINDOW)

/* --- the list --------------------------------------------------------------------------------------------------- */

static guint
n_ticked (YnOffersDialog *self)
{
  guint n = 0;

  for (guint i = 0; i < self->ticks->len; i++)
    if (self->ticks->pdata[i] != NULL && gtk_check_button_get_active (self->ticks->pdata[i]))
      n++;
  return n;
}

static const char *
why_nothing (YnOffersDialog *self)
{
  if (self->offers == NULL)
    return _("Nothing was read yet that could be filled in.");
  return self->offers->len == 0 ? _("Nothing in it goes with this form.") : _("Tick first what is to be filled in.");
}

static void
count (YnOffersDialog *self)
{
  guint n = n_ticked (self);
  g_autofree char *words = g_strdup_printf (ngettext ("Fill in %u answer", "Fill in %u answers", n), n);

  gtk_button_set_label (GTK_BUTTON (self->take), n > 0 ? words : _("Fill in"));
  yn_why_not (self->take, n > 0 ? NULL : why_nothing (self), NULL);
}

/* What another source brought stands there, and nobody asked it to go; what only follows from a code gives way. */
static gboolean
is_known_otherwise (YnOffersDialog *self, const YnOffer *offer, const YnJson *there)
{
  YnOrigin origin;

  return there != NULL && yn_aside_origin (yn_answers_aside (self->answers), offer->pointer, there, &origin)
         && origin.source != YN_SOURCE_IMPLIED;
}

/* What is there now, where taking the offer would end it. */
static char *
what_goes (YnOffersDialog *self, const YnOffer *offer, YnOfferEffect effect)
{
  YnService *service = yn_answers_service (self->answers);
  const YnJson *there = yn_answers_get (self->answers, offer->pointer);
  g_autofree char *text = yn_service_answer_text (service, offer->pointer, there, self->language);

  if (effect == YN_OFFER_SAME)
    return g_strdup (_("That is the answer already"));
  if (is_known_otherwise (self, offer, there))
    return g_strdup_printf (_("The answer now: %s"), text);
  if (effect == YN_OFFER_NEW)
    return NULL;
  return g_strdup_printf (_("You filled in: %s"), text);
}

static void
add_offer (YnOffersDialog *self, const YnOffer *offer)
{
  YnService *service = yn_answers_service (self->answers);
  YnOfferEffect effect = yn_offer_effect (offer, self->answers);
  const YnOrigin origin = { offer->source, offer->id, offer->day };
  g_autofree char *label = yn_service_label (service, offer->pointer, self->language);
  g_autofree char *text = yn_service_answer_text (service, offer->pointer, offer->value, self->language);
  g_autofree char *title = g_strdup_printf ("%s: %s", *label != '\0' ? label : offer->pointer, text);
  g_autofree char *from = yn_origin_words (&origin, self->language);
  g_autofree char *goes = what_goes (self, offer, effect);
  g_autofree char *name = goes != NULL ? g_strdup_printf ("%s. %s. %s", title, from, goes)
                                       : g_strdup_printf ("%s. %s", title, from);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *tick = gtk_check_button_new ();

  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (tick, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (words), yn_paragraph_new (title, NULL));
  gtk_box_append (GTK_BOX (words), yn_paragraph_new (from, "dim-label"));
  if (goes != NULL)
    gtk_box_append (GTK_BOX (words), yn_paragraph_new (goes, "remark"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (tick), effect == YN_OFFER_NEW && goes == NULL);
  yn_why_not (tick, effect == YN_OFFER_SAME ? goes : NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tick), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (tick, "toggled", G_CALLBACK (count), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), tick);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (self->list, row);
  g_ptr_array_add (self->ticks, effect != YN_OFFER_SAME ? tick : NULL);
}

void
yn_offers_dialog_set_offers (YnOffersDialog *self, GPtrArray *offers, const char *remark)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, child);
  g_ptr_array_set_size (self->ticks, 0);
  if (offers != NULL)
    g_ptr_array_ref (offers);
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  self->offers = offers;
  for (guint i = 0; offers != NULL && i < offers->len; i++)
    add_offer (self, g_ptr_array_index (offers, i));
  gtk_label_set_text (self->said, offers == NULL ? _("One moment…")
                                  : offers->len == 0
                                      ? _("Nothing in it goes with this form.")
                                      : _("What is ticked goes into the form; you can change it there."));
  gtk_label_set_text (self->remark, remark != NULL ? remark : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark), remark != NULL);
  count (self);
}

/* --- what the person does --------------------------------------------------------------------------------------- */

static gboolean
is_ticked (guint at, gpointer dialog)
{
  GtkCheckButton *tick = g_ptr_array_index (YN_OFFERS_DIALOG (dialog)->ticks, at);

  return tick != NULL && gtk_check_button_get_active (tick);
}

static void
take_cb (YnOffersDialog *self)
{
  if (self->offers != NULL && yn_offers_take_where (self->offers, self->answers, is_ticked, self) > 0)
    g_signal_emit (self, signals[TAKEN], 0);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
drop_cb (YnOffersDialog *self)
{
  g_signal_emit (self, signals[DROP], 0);
}

void
yn_offers_dialog_offer_to_drop (YnOffersDialog *self, gboolean offered)
{
  gtk_widget_set_visible (self->drop, offered);
}

static void
cancel_cb (YnOffersDialog *self)
{
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
chosen_cb (YnOffersDialog *self)
{
  guint selected = gtk_drop_down_get_selected (self->choice);

  if (!self->choosing && selected != GTK_INVALID_LIST_POSITION)
    g_signal_emit (self, signals[CHOSEN], 0, selected);
}

static gboolean
paused_cb (gpointer user_data)
{
  YnOffersDialog *self = YN_OFFERS_DIALOG (user_data);
  g_autofree char *text = NULL;

  self->timer = 0;
  g_object_get (gtk_text_view_get_buffer (self->text), "text", &text, NULL);
  g_signal_emit (self, signals[TEXT], 0, text);
  return G_SOURCE_REMOVE;
}

static void
typed_cb (YnOffersDialog *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (PAUSE_MS, paused_cb, self);
}

void
yn_offers_dialog_ask_text (YnOffersDialog *self)
{
  g_signal_connect_object (gtk_text_view_get_buffer (self->text), "changed", G_CALLBACK (typed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->text_box, TRUE);
  gtk_label_set_text (self->said, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

void
yn_offers_dialog_set_choices (YnOffersDialog *self, const char *label, const char *const *choices)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (choices);

  self->choosing = TRUE;
  gtk_label_set_text (self->choice_label, label);
  gtk_drop_down_set_model (self->choice, G_LIST_MODEL (model));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choice), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_visible (self->choice_box, choices[0] != NULL && choices[1] != NULL);
  self->choosing = FALSE;
}

YnOffersDialog *
yn_offers_dialog_new (GtkWidget *near, YnAnswers *answers, YnLanguage language, const char *title)
{
  YnOffersDialog *self = g_object_new (YN_TYPE_OFFERS_DIALOG, "title", title, "transient-for", yn_ask_window (near),
                                       "modal", TRUE, NULL);

  self->answers = yn_answers_ref (answers);
  self->language = language;
  return self;
}

static void
yn_offers_dialog_dispose (GObject *object)
{
  g_clear_handle_id (&YN_OFFERS_DIALOG (object)->timer, g_source_remove);
  G_OBJECT_CLASS (yn_offers_dialog_parent_class)->dispose (object);
}

static void
yn_offers_dialog_finalize (GObject *object)
{
  YnOffersDialog *self = YN_OFFERS_DIALOG (object);

  g_clear_pointer (&self->answers, yn_answers_unref);
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  g_ptr_array_unref (self->ticks);
  G_OBJECT_CLASS (yn_offers_dialog_parent_class)->finalize (object);
}

static void
yn_offers_dialog_class_init (YnOffersDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yn_offers_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = yn_offers_dialog_finalize;
  signals[TAKEN] =
      g_signal_new ("taken", YN_TYPE_OFFERS_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DROP] =
      g_signal_new ("drop", YN_TYPE_OFFERS_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHOSEN] = g_signal_new ("chosen", YN_TYPE_OFFERS_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                  1, G_TYPE_UINT);
  signals[TEXT] = g_signal_new ("text", YN_TYPE_OFFERS_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                G_TYPE_STRING);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/offers-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, YnOffersDialog, text_box);
  gtk_widget_class_bind_template_child (widget_class, YnOffersDialog, text);
  gtk_widget_class_bind_template_child (widget_class, YnOffersDialog, choice_box);
  gtk_widget_class_bind_template_child (widget_class, YnOffersDialog, choice_label);
  gtk_widget_class_bind_template_child (widget_class, YnOffersDialog, choice);
  gtk_widget_class_bind_template_child (widget_class, YnOffersDialog, drop);
  gtk_widget_class_bind_template_child (widget_class, YnOffersDialog, said);
  gtk_widget_class_bind_template_child (widget_class, YnOffersDialog, list);
  gtk_widget_class_bind_template_child (widget_class, YnOffersDialog, remark);
  gtk_widget_class_bind_template_child (widget_class, YnOffersDialog, take);
  gtk_widget_class_bind_template_callback (widget_class, take_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, drop_cb);
}

static void
yn_offers_dialog_init (YnOffersDialog *self)
{
  self->ticks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  count (self);
}
