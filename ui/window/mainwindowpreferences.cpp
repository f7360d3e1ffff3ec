// SPDX-License-Identifier: MIT
#include "ui/window/mainwindow.h"

#include "ui/history/historystore.h"
#include "ui/inspect/inspectpage.h"
#include "ui/preferences/preferencespage.h"

#include <QApplication>
#include <QSettings>

// What every new request begins with.

namespace hopscope
{

void MainWindow::connectPreferences(PreferencesPage *page)
{
    m_preferencesPage = page;
    page->setPreferences(m_preferences);
    connect(page, &PreferencesPage::edited, this, [this](const Preferences &preferences) {
        QSettings settings;
        writePreferences(settings, preferences);
        settings.sync();
        if (settings.status() != QSettings::NoError)
            say(tr("The preferences hold until the window is closed: %1 cannot be written. Check its permissions and "
                   "the room on the disk.")
                    .arg(settings.fileName()));
        const QWidgetList windows = QApplication::topLevelWidgets();
        for (QWidget *widget : windows) {
            if (auto *window = qobject_cast<MainWindow *>(widget))
                window->setPreferences(preferences);
        }
    });
}

void MainWindow::setPreferences(const Preferences &preferences)
{
    if (const Result<TraceRequest> typed = m_inspect->bar()->request())
        m_inspect->setRequest(withPreferences(*typed, preferences, m_preferences));
    m_preferences = preferences;
    m_inspect->setRedaction({.names = preferences.secretNames});
    if (m_preferencesPage)
        m_preferencesPage->setPreferences(preferences);
    if (m_history)
        m_history->setLimit(preferences.historyLimit);
}

TraceRequest MainWindow::prepared(const TraceRequest &request) const
{
    return withPreferences(request, m_preferences);
}

} // namespace hopscope
