/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/fill-notes.h"

#include "forms/reveal.h"
#include "forms/upgrade.h"
#include "widgets/paragraph.h"

#include <glib/gi18n.h>

struct _YnFillNotes
{
  GtkBox parent_instance;

  YnAnswers *answers;
  YnLanguage language;
  char *shown; /* what is drawn: the same is left alone, and with it the focus */
};

enum
{
  GO,
  SEEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (YnFillNotes, yn_fill_notes, GTK_TYPE_BOX)

static void refresh (YnFillNotes *self);

/* --- parts ------------------------------------------------------------------------------------------------------ */

static GtkWidget *
words_new (const char *words, const char *style)
{
  GtkWidget *label = yn_paragraph_new (words, style);

  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static GtkBox *
add_card (YnFillNotes *self, const char *title)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "plain-card");
  gtk_box_append (GTK_BOX (card), words_new (title, "heading"));
  gtk_box_append (GTK_BOX (self), card);
  return GTK_BOX (card);
}

static GtkWidget *
button_new (const char *label, const char *of, const char *pointer, GCallback pressed, YnFillNotes *self)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name = g_strdup_printf ("%s: %s", label, of);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "pointer", g_strdup (pointer), g_free);
  g_signal_connect_object (button, "clicked", pressed, self, 0);
  return button;
}

/* --- what the person does --------------------------------------------------------------------------------------- */

static const char *
pointer_of (GtkButton *button)
{
  return g_object_get_data (G_OBJECT (button), "pointer");
}

static void
go_cb (GtkButton *button, YnFillNotes *self)
{
  g_autofree char *pointer = g_strdup (pointer_of (button));

  g_signal_emit (self, signals[GO], 0, pointer);
}

static void
still_right_cb (GtkButton *button, YnFillNotes *self)
{
  yn_aside_looked (yn_answers_aside (self->answers), pointer_of (button));
  g_signal_emit (self, signals[SEEN], 0);
  refresh (self);
}

static void
news_seen_cb (GtkButton *button, YnFillNotes *self)
{
  yn_aside_news_seen (yn_answers_aside (self->answers));
  g_signal_emit (self, signals[SEEN], 0);
  refresh (self);
}

/* --- drawing ---------------------------------------------------------------------------------------------------- */

/* The last entry of a list that the pointer leads through, counted from 1; 0: none. */
static guint
entry_of (const char *pointer)
{
  g_auto (GStrv) tokens = g_strsplit (pointer, "/", -1);
  guint entry = 0;
  guint64 index;

  for (guint i = 0; tokens[i] != NULL; i++)
    if (g_ascii_string_to_unsigned (tokens[i], 10, 0, G_MAXINT, &index, NULL))
      entry = index + 1;
  return entry;
}

static char *
label_at (YnFillNotes *self, const char *pointer)
{
  g_autofree char *label = yn_service_label (yn_answers_service (self->answers), pointer, self->language);
  const char *name = *label != '\0' ? label : pointer;
  guint entry = entry_of (pointer);

  return entry > 0 ? g_strdup_printf (_("%s, entry %u"), name, entry) : g_strdup (name);
}

static void
show_news (YnFillNotes *self)
{
  const YnJson *json = yn_aside_news (yn_answers_aside (self->answers));
  g_autoptr (GPtrArray) news = yn_upgrade_news_read (json, yn_answers_service (self->answers), self->language);
  GtkBox *card;
  GtkWidget *seen;

  if (news->len == 0)
    return;
  card =
      add_card (self, _("This form has a new version. Everything you filled in is still here; this is what changed:"));
  for (guint i = 0; i < news->len; i++)
    {
      g_autofree char *words = yn_problem_words (g_ptr_array_index (news, i), self->language);

      gtk_box_append (card, words_new (words, NULL));
    }
  seen = gtk_button_new_with_label (_("I have seen this"));
  gtk_widget_set_halign (seen, GTK_ALIGN_START);
  gtk_widget_add_css_class (seen, "pill");
  g_signal_connect_object (seen, "clicked", G_CALLBACK (news_seen_cb), self, 0);
  gtk_box_append (card, seen);
}

static void
show_put_off (YnFillNotes *self)
{
  g_auto (GStrv) later = yn_aside_all_put_off (yn_answers_aside (self->answers), yn_answers_json (self->answers));
  g_autofree char *title = yn_fill_notes_put_off_words (self->answers);
  GtkBox *card = title != NULL ? add_card (self, title) : NULL;

  for (guint i = 0; later[i] != NULL; i++)
    {
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
      g_autofree char *label = label_at (self, later[i]);

      gtk_box_append (GTK_BOX (row), words_new (label, NULL));
      gtk_box_append (GTK_BOX (row), button_new (_("Fill in"), label, later[i], G_CALLBACK (go_cb), self));
      gtk_box_append (card, row);
    }
}

static GtkWidget *
look_again_row (YnFillNotes *self, const char *pointer)
{
  const YnJson *answers = yn_answers_json (self->answers);
  const char *why = yn_aside_why_look (yn_answers_aside (self->answers), pointer, answers);
  g_autoptr (YnExplanation) reason = yn_problems_explain_code (why, self->language);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *label = label_at (self, pointer);
  g_autofree char *text = yn_service_answer_text (yn_answers_service (self->answers), pointer,
                                                  yn_json_pointer (answers, pointer), self->language);
  g_autofree char *line = g_strdup_printf ("%s: %s", label, text);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), words_new (line, NULL));
  if (!g_str_has_prefix (why, "form-")) /* what a new form changed is said above */
    gtk_box_append (GTK_BOX (words), words_new (reason->what, "remark"));
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), button_new (_("Change"), label, pointer, G_CALLBACK (go_cb), self));
  gtk_box_append (GTK_BOX (row), button_new (_("Still right"), label, pointer, G_CALLBACK (still_right_cb), self));
  return row;
}

static void
show_look_again (YnFillNotes *self)
{
  g_auto (GStrv) look = yn_aside_all_to_look_at (yn_answers_aside (self->answers), yn_answers_json (self->answers));
  guint n = g_strv_length (look);
  g_autofree char *title =
      g_strdup_printf (ngettext ("Please look at %u answer again:", "Please look at %u answers again:", n), n);
  GtkBox *card = n > 0 ? add_card (self, title) : NULL;

  for (guint i = 0; i < n; i++)
    gtk_box_append (card, look_again_row (self, look[i]));
}

char *
yn_fill_notes_put_off_words (YnAnswers *answers)
{
  g_auto (GStrv) later = yn_aside_all_put_off (yn_answers_aside (answers), yn_answers_json (answers));
  guint n = g_strv_length (later);

  if (n == 0)
    return NULL;
  return g_strdup_printf (ngettext ("%u answer is put off; it is needed before signing",
                                    "%u answers are put off; they are needed before signing", n), n);
}

/* All that the cards say, as one text. */
static char *
said (YnFillNotes *self)
{
  YnAside *aside = yn_answers_aside (self->answers);
  const YnJson *answers = yn_answers_json (self->answers);
  g_auto (GStrv) later = yn_aside_all_put_off (aside, answers);
  g_auto (GStrv) look = yn_aside_all_to_look_at (aside, answers);
  g_autofree char *news = yn_aside_news (aside) != NULL ? yn_json_print (yn_aside_news (aside), YN_JSON_COMPACT) : NULL;
  g_autofree char *laters = g_strjoinv ("\n", later);
  g_autofree char *looks = g_strjoinv ("\n", look);

  return g_strdup_printf ("%d\f%s\f%s\f%s", (int) self->language, news != NULL ? news : "", laters, looks);
}

static void
refresh (YnFillNotes *self)
{
  g_autofree char *now = said (self);
  GtkWidget *child;

  if (g_strcmp0 (now, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&now);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  show_news (self);
  show_put_off (self);
  show_look_again (self);
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL);
}

void
yn_fill_notes_set (YnFillNotes *self, YnAnswers *answers, YnLanguage language)
{
  if (self->answers != answers)
    {
      g_clear_pointer (&self->answers, yn_answers_unref);
      self->answers = yn_answers_ref (answers);
    }
  self->language = language;
  refresh (self);
}

void
yn_fill_notes_focus (YnFillNotes *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
  yn_reveal (GTK_WIDGET (self));
}

static void
yn_fill_notes_finalize (GObject *object)
{
  YnFillNotes *self = YN_FILL_NOTES (object);

  g_clear_pointer (&self->answers, yn_answers_unref);
  g_free (self->shown);
  G_OBJECT_CLASS (yn_fill_notes_parent_class)->finalize (object);
}

static void
yn_fill_notes_class_init (YnFillNotesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yn_fill_notes_finalize;
  signals[GO] = g_signal_new ("go", YN_TYPE_FILL_NOTES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                              G_TYPE_STRING);
  signals[SEEN] = g_signal_new ("seen", YN_TYPE_FILL_NOTES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yn_fill_notes_init (YnFillNotes *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
