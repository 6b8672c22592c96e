/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "widgets/verdict-box.h"

#include "base/clock.h"
#include "desk/named.h"
#include "widgets/paragraph.h"
#include "words.h"

#include <glib/gi18n.h>
#include <string.h>

struct _YnVerdictBox
{
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (YnVerdictBox, yn_verdict_box, GTK_TYPE_BOX)

enum
{
  SIGNATURE_CHOSEN,
  PAGE_CHOSEN,
  ASK_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Word and shape for each of the three; colour comes after. */
static const char *
verdict_icon (const char *verdict)
{
  if (g_strcmp0 (verdict, "yes") == 0)
    return "emblem-ok-symbolic";
  return g_strcmp0 (verdict, "no") == 0 ? "action-unavailable-symbolic" : "yinuo-cannot-tell-symbolic";
}

static const char *
verdict_word (const char *verdict)
{
  if (g_strcmp0 (verdict, "yes") == 0)
    return _("Yes");
  return g_strcmp0 (verdict, "no") == 0 ? _("No") : _("Cannot be told here");
}

static GtkWidget *
said_new (const char *heading, const char *style, const char *verdict, const char *words)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *icon = gtk_image_new_from_icon_name (verdict_icon (verdict));

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_margin_top (icon, 3);
  gtk_widget_set_hexpand (column, TRUE);
  gtk_box_append (GTK_BOX (column), yn_paragraph_new (heading, style));
  if (words != NULL && *words != '\0')
    gtk_box_append (GTK_BOX (column), yn_paragraph_new (words, NULL));
  gtk_widget_add_css_class (row, "answer");
  gtk_widget_add_css_class (row, verdict != NULL ? verdict : "cannot-tell");
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), column);
  return row;
}

/* The reason, and what to do about it where there is something to do. */
static GtkWidget *
answer_new (const char *question, const YnJson *answered, const char *words)
{
  const char *verdict = yn_json_get_string (answered, "verdict");
  const char *remedy = yn_json_get_string (answered, "do");
  g_autofree char *answer = g_strdup_printf ("%s %s", question, verdict_word (verdict));
  g_autofree char *all = remedy == NULL ? g_strdup (words) : g_strdup_printf ("%s\n%s", words, remedy);

  return said_new (answer, "heading", verdict, all);
}

static void
change_clicked_cb (GtkButton *button, YnVerdictBox *self)
{
  g_signal_emit (self, signals[PAGE_CHOSEN], 0, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "page")));
}

/* What was done since: what is on a page leads there. */
static GtkWidget *
change_new (YnVerdictBox *self, const YnJson *change)
{
  g_autofree char *text = g_strdup_printf ("· %s", yn_json_get_string (change, "words"));
  GtkWidget *label = yn_paragraph_new (text, NULL);
  guint page = (guint) yn_json_get_int (change, "page", 0);
  g_autofree char *where = NULL;
  GtkWidget *button;

  gtk_widget_add_css_class (label, "change");
  gtk_widget_add_css_class (label, yn_json_get_string (change, "allowed"));
  if (page == 0)
    return label;
  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "change-button");
  where = g_strdup_printf (_("%s: show page %u"), yn_json_get_string (change, "words"), page);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, where, -1);
  g_object_set_data (G_OBJECT (button), "page", GUINT_TO_POINTER (page));
  g_signal_connect (button, "clicked", G_CALLBACK (change_clicked_cb), self);
  return button;
}

static void
add_changes (YnVerdictBox *self, GtkWidget *card, const YnJson *changes)
{
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (list, "changes");
  for (guint i = 0; i < yn_json_size (changes); i++)
    gtk_box_append (GTK_BOX (list), change_new (self, yn_json_at (changes, i)));
  gtk_box_append (GTK_BOX (card), list);
}

static void
append_line (GString *text, const char *line)
{
  if (line != NULL && *line != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
}

/* "三亚样例餐饮有限公司 · 演练签署·无效力": the class stands beside the name, which a certificate of any class could bear. */
static char *
who_words (const YnJson *who, const YnSignatureVerdict *verdict, YnLanguage language)
{
  const char *name = yn_json_get_string (who, "name");
  const char *class = yn_json_text (yn_json_get (who, "class"), language);
  const char *issuer = yn_json_get_string (who, "issuer");
  g_autofree char *at = verdict->asked > 0 ? yn_clock_civil (verdict->asked) : NULL;
  g_autofree char *named = yn_named_words (verdict);
  g_autofree char *asked_line = at != NULL ? g_strdup_printf (_("Asked online at %s"), at) : NULL;
  g_autofree char *issued_by = issuer != NULL ? g_strdup_printf (_("Certificate issued by %s"), issuer) : NULL;
  g_autofree char *name_and_class = name != NULL && *class != '\0' ? g_strdup_printf ("%s · %s", name, class) : NULL;
  GString *text = g_string_new (yn_json_get_string (who, "words"));

  append_line (text, name_and_class != NULL ? name_and_class : name);
  append_line (text, yn_json_get_string (who, "uscc"));
  append_line (text, issuer != NULL && *issuer != '\0' && strstr (class, issuer) == NULL ? issued_by : NULL);
  append_line (text, named);
  append_line (text, yn_verdict_signer_remark (verdict));
  append_line (text, asked_line);
  append_line (text, yn_json_get_string (yn_json_get (who, "revocationRemark"), "words"));
  return g_string_free (text, FALSE);
}

static void
ask_clicked_cb (YnVerdictBox *self)
{
  g_signal_emit (self, signals[ASK_CHOSEN], 0);
}

/* Nobody is asked unless the person wishes it: whoever answers learns who looks at what. */
static GtkWidget *
ask_new (YnVerdictBox *self)
{
  GtkWidget *button = gtk_button_new_with_label (_("Ask online whether it was revoked"));

  gtk_widget_add_css_class (button, "ask-button");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (ask_clicked_cb), self);
  return button;
}

static void
heading_clicked_cb (GtkButton *button, YnVerdictBox *self)
{
  g_signal_emit (self, signals[SIGNATURE_CHOSEN], 0,
                 GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index")));
}

/* "Signature 2", and where it stands: a way to it. */
static GtkWidget *
heading_new (YnVerdictBox *self, const YnSignatureVerdict *verdict, const YnJson *signature, guint index)
{
  g_autofree char *heading = g_strdup_printf (verdict->is_timestamp ? _("Timestamp %u") : _("Signature %u"), index + 1);
  guint page = (guint) yn_json_get_int (signature, "page", 0);
  g_autofree char *where = g_strdup_printf (_("On page %u"), page);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = yn_paragraph_new (heading, "title-4");
  GtkWidget *button;

  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (row), title);
  if (page == 0)
    return row;
  button = gtk_button_new_with_label (where);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  g_signal_connect (button, "clicked", G_CALLBACK (heading_clicked_cb), self);
  gtk_box_append (GTK_BOX (row), button);
  return row;
}

static void
add_signature (YnVerdictBox *self, const YnSignatureVerdict *verdict, const YnJson *signature, guint index,
               YnLanguage language)
{
  const YnJson *intact = yn_json_get (signature, "intact");
  const YnJson *changes = yn_json_get (intact, "changes");
  const YnJson *who = yn_json_get (signature, "who");
  const YnJson *when = yn_json_get (signature, "when");
  g_autofree char *who_said = who_words (who, verdict, language);
  g_autofree char *time = yn_verdict_time (verdict);
  g_autofree char *when_said = g_strjoin (time != NULL ? "\n" : "", yn_json_get_string (when, "words"),
                                          time != NULL ? time : "", NULL);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (card, "card");
  gtk_box_append (GTK_BOX (self), heading_new (self, verdict, signature, index));
  gtk_box_append (GTK_BOX (card),
                  answer_new (_("Is it intact?"), intact, yn_json_get_string (intact, "words")));
  if (yn_json_size (changes) > 0)
    add_changes (self, card, changes);
  gtk_box_append (GTK_BOX (card), answer_new (verdict->is_timestamp ? _("Do we know whose timestamp it is?")
                                                                    : _("Do we know who signed?"), who, who_said));
  if (yn_signature_verdict_could_ask (verdict))
    gtk_box_append (GTK_BOX (card), ask_new (self));
  gtk_box_append (GTK_BOX (card),
                  answer_new (_("Is the time proven?"), when, when_said));
  gtk_box_append (GTK_BOX (self), card);
}

static void
add_answers (YnVerdictBox *self, const YnJson *answers)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (card, "card");
  gtk_box_append (GTK_BOX (card), answer_new (_("Do pages and content agree?"), answers,
                                              yn_json_get_string (answers, "words")));
  gtk_box_append (GTK_BOX (self), card);
}

/* The keys can stand on it, so that it is the first thing that a screen reader says. */
static GtkWidget *
head_new (const YnVerdictView *verdict, const char *whole)
{
  GtkWidget *head = said_new (verdict->headline, "title-3", whole, verdict->advice);
  g_autofree char *said = g_strjoin ("\n", verdict->headline, verdict->advice, NULL);

  gtk_widget_add_css_class (head, "verdict");
  gtk_widget_set_focusable (head, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (head), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  return head;
}

static gboolean
yn_verdict_box_grab_focus (GtkWidget *widget)
{
  GtkWidget *head = gtk_widget_get_first_child (widget);

  return head != NULL && gtk_widget_grab_focus (head);
}

void
yn_verdict_box_set (YnVerdictBox *self, const YnVerdictView *verdict, YnLanguage language)
{
  const YnJson *signatures = yn_json_get (verdict->json, "signatures");
  const YnJson *answers = yn_json_get (verdict->json, "answers");
  const char *whole = yn_json_get_string (verdict->json, "whole");
  GtkWidget *child;
  GtkWidget *head;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
  head = head_new (verdict, whole);
  gtk_box_append (GTK_BOX (self), head);
  gtk_box_append (GTK_BOX (self), yn_paragraph_new (verdict->trusted, "dim-label"));
  if (answers != NULL)
    add_answers (self, answers);
  for (guint i = 0; i < yn_json_size (signatures); i++)
    add_signature (self, g_ptr_array_index (verdict->verification->signatures, i), yn_json_at (signatures, i), i,
                   language);
}

static void
yn_verdict_box_class_init (YnVerdictBoxClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = yn_verdict_box_grab_focus;
  signals[SIGNATURE_CHOSEN] = g_signal_new ("signature-chosen", YN_TYPE_VERDICT_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[PAGE_CHOSEN] = g_signal_new ("page-chosen", YN_TYPE_VERDICT_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[ASK_CHOSEN] = g_signal_new ("ask-chosen", YN_TYPE_VERDICT_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 0);
}

static void
yn_verdict_box_init (YnVerdictBox *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
}
