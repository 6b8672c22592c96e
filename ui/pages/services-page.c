/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Yinuo developers */

#include "pages/services-page.h"

#include "folder-watch.h"
#include "desk/own-services.h"
#include "widgets/link-row.h"
#include "widgets/paragraph.h"
#include "words.h"

#include <glib/gi18n.h>
#include <string.h>

/* Of one file: what comes first is put right first. */
#define MAX_REMARKS 5

struct _YnServicesPage
{
  YnPage parent_instance;

  /* Template widgets */
  GtkSearchEntry *search;
  GtkFlowBox *purposes;
  GtkBox *list;
  GtkWidget *faulty_title;
  GtkBox *faulty;
  GtkWidget *nothing;

  GPtrArray *services; /* of YnService */
  GPtrArray *unusable; /* of YnFaulty: one's own files */
  YnFolderWatch *watch;
  char *purpose;       /* or NULL: all */
  GtkToggleButton *all;
};

G_DEFINE_FINAL_TYPE (YnServicesPage, yn_services_page, YN_TYPE_PAGE)

static gboolean
has_purpose (const YnService *service, const char *purpose)
{
  const YnJson *purposes = yn_json_get (yn_service_json (service), "purpose");

  for (guint i = 0; i < yn_json_size (purposes); i++)
    if (g_strcmp0 (yn_json_string (yn_json_at (purposes, i)), purpose) == 0)
      return TRUE;
  return FALSE;
}

/* Found by its words in either language, or by its id. */
static gboolean
answers_to (const YnService *service, const char *words)
{
  const YnJson *json = yn_service_json (service);
  const char *trade = yn_json_get_string (json, "trade");
  g_autofree char *trade_zh = yn_words_trade (trade, YN_LANGUAGE_ZH_CN);
  g_autofree char *trade_en = yn_words_trade (trade, YN_LANGUAGE_EN);
  g_autofree char *all =
      g_strjoin (" ", yn_service_id (service), yn_service_title (service, YN_LANGUAGE_ZH_CN),
                 yn_service_title (service, YN_LANGUAGE_EN),
                 yn_json_text (yn_json_get (json, "summary"), YN_LANGUAGE_ZH_CN),
                 yn_json_text (yn_json_get (json, "summary"), YN_LANGUAGE_EN), trade_zh, trade_en, NULL);
  g_autofree char *hay = g_utf8_casefold (all, -1);
  g_autofree char *needle = g_utf8_casefold (words, -1);

  return strstr (hay, g_strstrip (needle)) != NULL;
}

static GtkWidget *
service_new (const YnService *service, YnLanguage language)
{
  const YnJson *json = yn_service_json (service);
  g_autoptr (YnProblem) incomplete = yn_service_incomplete (service);
  g_autofree char *minutes = incomplete != NULL
                                 ? g_strdup (_("incomplete"))
                                 : g_strdup_printf (_("about %d min"), (int) yn_json_get_int (json, "minutes", 5));
  g_autofree char *title = g_strconcat (yn_service_is_own (service) ? _("Own, for practice: ") : "",
                                        yn_service_title (service, language), NULL);
  GtkWidget *row = yn_link_row_new ("text-x-generic-symbolic", title,
                                    yn_json_text (yn_json_get (json, "summary"), (int) language), minutes);

  yn_link_row_set_action (YN_LINK_ROW (row), "room.service", yn_service_id (service));
  return row;
}

static void
empty (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
add_line (YnServicesPage *self, const char *words, const char *class)
{
  GtkWidget *label = yn_paragraph_new (words, class);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_box_append (self->faulty, label);
}

static void
add_faulty (YnServicesPage *self, const YnFaulty *faulty, const char *name)
{
  add_line (self, name, "heading");
  for (guint i = 0; i < MIN (faulty->remarks->len, MAX_REMARKS); i++)
    {
      g_autofree char *line =
          yn_remark_line (g_ptr_array_index (faulty->remarks, i), yn_page_language (YN_PAGE (self)));

      add_line (self, line, "problem");
    }
}

/* A file that cannot be used has no purpose; it is found by its name. */
static gboolean
show_faulty (YnServicesPage *self, const char *words)
{
  g_autofree char *needle = g_utf8_casefold (words, -1);
  guint shown = 0;

  g_strstrip (needle);
  empty (self->faulty);
  for (guint i = 0; self->purpose == NULL && i < self->unusable->len; i++)
    {
      const YnFaulty *faulty = g_ptr_array_index (self->unusable, i);
      g_autofree char *name = g_path_get_basename (faulty->path);
      g_autofree char *utf8 = g_filename_display_name (name);
      g_autofree char *hay = g_utf8_casefold (utf8, -1);

      if (strstr (hay, needle) == NULL)
        continue;
      add_faulty (self, faulty, utf8);
      shown++;
    }
  gtk_widget_set_visible (self->faulty_title, shown > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->faulty), shown > 0);
  return shown > 0;
}

static void
filter_cb (YnServicesPage *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));
  guint shown = 0;

  empty (self->list);
  for (guint i = 0; i < self->services->len; i++)
    {
      const YnService *service = g_ptr_array_index (self->services, i);

      /* One takes back a filing from the filing itself. */
      if (g_strcmp0 (yn_service_kind (service), "withdrawal") == 0)
        continue;
      if ((self->purpose != NULL && !has_purpose (service, self->purpose)) || !answers_to (service, words))
        continue;
      gtk_box_append (self->list, service_new (service, yn_page_language (YN_PAGE (self))));
      shown++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list), shown > 0);
  gtk_widget_set_visible (self->nothing, !show_faulty (self, words) && shown == 0);
}

static void
purpose_cb (GtkToggleButton *button, YnServicesPage *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  g_free (self->purpose);
  self->purpose = g_strdup (g_object_get_data (G_OBJECT (button), "purpose"));
  filter_cb (self);
}

static void
add_purpose (YnServicesPage *self, const char *purpose, const char *label)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  if (self->all == NULL)
    self->all = GTK_TOGGLE_BUTTON (button);
  else
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), self->all);
  g_object_set_data_full (G_OBJECT (button), "purpose", g_strdup (purpose), g_free);
  g_signal_connect_object (button, "toggled", G_CALLBACK (purpose_cb), self, 0);
  gtk_flow_box_append (self->purposes, button);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE); /* the button takes the focus, not its place */
}

static gboolean
any_has_purpose (YnServicesPage *self, const char *purpose)
{
  for (guint i = 0; i < self->services->len; i++)
    if (has_purpose (g_ptr_array_index (self->services, i), purpose))
      return TRUE;
  return FALSE;
}

static void
add_purposes (YnServicesPage *self)
{
  g_auto (GStrv) purposes = yn_words_purposes ();

  add_purpose (self, NULL, _("All"));
  for (char **purpose = purposes; *purpose != NULL; purpose++)
    {
      g_autofree char *label = yn_words_purpose (*purpose, yn_page_language (YN_PAGE (self)));

      if (!g_str_equal (*purpose, "withdrawal") && any_has_purpose (self, *purpose))
        add_purpose (self, *purpose, label);
    }
  gtk_toggle_button_set_active (self->all, TRUE);
}

static void
faulty_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YnServicesPage) self = user_data;
  GPtrArray *unusable = yn_desk_services_faulty_finish (YN_DESK (source), result, NULL);

  if (unusable == NULL) /* nobody looks any more */
    return;
  g_ptr_array_unref (self->unusable);
  self->unusable = unusable;
  g_ptr_array_unref (self->services);
  self->services = yn_services_all ();
  filter_cb (self);
}

/* One's own files came, changed or went. The purposes stay as they are: somebody may be at them. */
static void
folder_cb (YnServicesPage *self)
{
  yn_desk_services_faulty_async (yn_page_desk (YN_PAGE (self)), yn_page_cancellable (YN_PAGE (self)), faulty_cb,
                                 g_object_ref (self));
}

static void
yn_services_page_constructed (GObject *object)
{
  YnServicesPage *self = YN_SERVICES_PAGE (object);
  g_autofree char *folder = yn_settings_path (yn_desk_settings (yn_page_desk (YN_PAGE (self))), "services");

  G_OBJECT_CLASS (yn_services_page_parent_class)->constructed (object);
  self->services = yn_services_all ();
  self->unusable = g_ptr_array_new ();
  add_purposes (self);
  filter_cb (self);
  folder_cb (self);
  self->watch = yn_folder_watch_new (folder);
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (folder_cb), self, G_CONNECT_SWAPPED);
}

static YnPage *
yn_services_page_again (YnPage *page)
{
  return g_object_new (YN_TYPE_SERVICES_PAGE, "desk", yn_page_desk (page), NULL);
}

static void
yn_services_page_finalize (GObject *object)
{
  YnServicesPage *self = YN_SERVICES_PAGE (object);

  g_clear_object (&self->watch);
  g_clear_pointer (&self->services, g_ptr_array_unref);
  g_clear_pointer (&self->unusable, g_ptr_array_unref);
  g_free (self->purpose);
  G_OBJECT_CLASS (yn_services_page_parent_class)->finalize (object);
}

static void
yn_services_page_class_init (YnServicesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = yn_services_page_constructed;
  G_OBJECT_CLASS (klass)->finalize = yn_services_page_finalize;
  YN_PAGE_CLASS (klass)->again = yn_services_page_again;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/yinuo/Yinuo/pages/services-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YnServicesPage, search);
  gtk_widget_class_bind_template_child (widget_class, YnServicesPage, purposes);
  gtk_widget_class_bind_template_child (widget_class, YnServicesPage, list);
  gtk_widget_class_bind_template_child (widget_class, YnServicesPage, faulty_title);
  gtk_widget_class_bind_template_child (widget_class, YnServicesPage, faulty);
  gtk_widget_class_bind_template_child (widget_class, YnServicesPage, nothing);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
}

static void
yn_services_page_init (YnServicesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yn_page_set_title (YN_PAGE (self), _("Services"));
}
