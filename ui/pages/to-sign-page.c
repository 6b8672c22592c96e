/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/to-sign-page.h"

#include "desk/hands.h"
#include "widgets/link-row.h"
#include "widgets/paragraph.h"
#include "widgets/state-view.h"
#include "words.h"

#include <glib/gi18n.h>

struct _YnToSignPage
{
  YnPage parent_instance;

  /* Template widgets */
  YnStateView *state;
  GtkBox *groups;
};

G_DEFINE_FINAL_TYPE (YnToSignPage, yn_to_sign_page, YN_TYPE_PAGE)

/* Who is next, as the heading of all that waits for them. New. */
static char *
heading_of (const YnUnderSignature *paper, YnLanguage language)
{
  g_autofree char *who = paper->next == NULL ? NULL : yn_signer_words (paper->next, language);

  return who == NULL ? g_strdup (_ ("Everybody has signed: to be submitted"))
                     : g_strdup_printf (_ ("To be signed by: %s"), who);
}

/* Who has signed it, and since when it waits. New. */
static char *
lines_of (const YnUnderSignature *paper, YnLanguage language)
{
  g_autofree char *since = yn_words_moment (paper->changed, language);
  GString *lines = g_string_new (NULL);

  if (*paper->apart != '\0')
    g_string_append_printf (lines, "%s\n", paper->apart);
  for (guint i = 0; i < paper->signatures->len; i++)
    {
      g_autofree char *words = yn_signature_words (g_ptr_array_index (paper->signatures, i), language);
      g_autofree char *line = g_strdup_printf (_("Signed: %s"), words);

      g_string_append_printf (lines, "%s\n", line);
    }
  for (guint i = 0; i < paper->handed_out->len; i++)
    {
      g_autofree char *words = yn_handed_out_words (g_ptr_array_index (paper->handed_out, i), paper->sha256);

      g_string_append_printf (lines, "%s\n", words);
    }
  if (paper->signatures->len == 0)
    g_string_append_printf (lines, "%s\n", _("Nobody has signed it yet"));
  g_string_append (lines, since);
  return g_string_free (lines, FALSE);
}

static GtkWidget *
row_new (const YnUnderSignature *paper, YnLanguage language)
{
  g_autofree char *lines = lines_of (paper, language);
  g_autofree char *count =
      g_strdup_printf (_ ("%u of %u signed"), paper->signatures->len, paper->signers->len);
  GtkWidget *row = yn_link_row_new ("document-edit-symbolic", paper->title, lines, count);

  yn_link_row_set_action (YN_LINK_ROW (row), "room.open", paper->matter);
  return row;
}

static void
show (YnToSignPage *self, GPtrArray *papers)
{
  YnLanguage language = yn_page_language (YN_PAGE (self));
  g_autofree char *last = NULL;
  GtkWidget *child, *list = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
  for (guint i = 0; i < papers->len; i++)
    {
      const YnUnderSignature *paper = g_ptr_array_index (papers, i);
      g_autofree char *heading = heading_of (paper, language);

      if (g_strcmp0 (heading, last) != 0)
        {
          gtk_box_append (self->groups, yn_paragraph_new (heading, "heading"));
          list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
          gtk_widget_add_css_class (list, "card");
          gtk_widget_add_css_class (list, "list");
          gtk_box_append (self->groups, list);
          g_free (last);
          last = g_strdup (heading);
        }
      gtk_box_append (GTK_BOX (list), row_new (paper, language));
    }
}

/* Rows that stay the same are left alone. New. */
static char *
all_shown (GPtrArray *papers, YnLanguage language)
{
  GString *shown = g_string_new (NULL);

  for (guint i = 0; i < papers->len; i++)
    {
      const YnUnderSignature *paper = g_ptr_array_index (papers, i);
      g_autofree char *heading = heading_of (paper, language), *lines = lines_of (paper, language);

      g_string_append_printf (shown, "%s\t%s\t%s\n", paper->matter, heading, lines);
    }
  return g_string_free (shown, FALSE);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnToSignPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) papers = yn_desk_under_signature_finish (YN_DESK (source), result, &error);
  g_autofree char *shown = NULL;

  if (papers == NULL)
    {
      yn_state_view_failed (self->state, error, yn_page_language (YN_PAGE (self)));
      return;
    }
  if (papers->len == 0)
    {
      yn_state_view_empty (self->state, "document-edit-symbolic", _ ("Nothing waits to be signed"),
                           _ ("A paper that is printed and not signed by everybody yet stands here, with who "
                              "is next."),
                           _ ("Bring a signed file home…"), "room.sign-choose");
      return;
    }
  shown = all_shown (papers, yn_page_language (YN_PAGE (self)));
  if (yn_page_is_news (YN_PAGE (self), shown))
    show (self, papers);
  yn_state_view_ready (self->state);
}

static void
yn_to_sign_page_refresh (YnPage *page)
{
  yn_desk_under_signature_async (yn_page_desk (page), yn_page_cancellable (page), listed_cb,
                                 g_object_ref (page));
}

static YnPage *
yn_to_sign_page_again (YnPage *page)
{
  return yn_to_sign_page_new (yn_page_desk (page));
}

YnPage *
yn_to_sign_page_new (YnDesk *desk)
{
  return g_object_new (YN_TYPE_TO_SIGN_PAGE, "desk", desk, NULL);
}

static void
yn_to_sign_page_class_init (YnToSignPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  YN_PAGE_CLASS (klass)->refresh = yn_to_sign_page_refresh;
  YN_PAGE_CLASS (klass)->again = yn_to_sign_page_again;
  g_type_ensure (YN_TYPE_STATE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/to-sign-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YnToSignPage, state);
  gtk_widget_class_bind_template_child (widget_class, YnToSignPage, groups);
  gtk_widget_class_bind_template_callback (widget_class, yn_page_refresh);
}

static void
yn_to_sign_page_init (YnToSignPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yn_page_set_title (YN_PAGE (self), _("Papers under signature"));
}
