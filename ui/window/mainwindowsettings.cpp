// SPDX-License-Identifier: MIT
#include "ui/window/mainwindow.h"

#include "ui/window/zoom.h"

#include <QActionGroup>
#include <QSettings>

#include <algorithm>

// What the window remembers between runs.

namespace hopscope
{

using namespace Qt::StringLiterals;

void MainWindow::setTheme(Theme theme)
{
    m_theme = theme;
    applyTheme();
    m_actions.themes->actions().at(int(theme))->setChecked(true);
}

void MainWindow::applyTheme()
{
    const bool dark = m_theme == Theme::Dark || (m_theme == Theme::System && m_systemIsDark);
    applyColors(dark ? darkColors() : lightColors());
}

void MainWindow::restoreSettings()
{
    const QSettings settings;
    m_theme = Theme(std::clamp(settings.value("theme"_L1, 0).toInt(), 0, int(Theme::Dark)));
    m_preferences = readPreferences(settings);
    m_zoom = std::clamp(settings.value("zoom"_L1, 0).toInt(), kSmallestZoom, kLargestZoom);
    if (m_zoom != 0)
        applyZoom(m_zoom);
    restoreGeometry(settings.value("geometry"_L1).toByteArray());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    QSettings settings;
    settings.setValue("theme"_L1, int(m_theme));
    settings.setValue("zoom"_L1, m_zoom);
    if (!m_presenting)
        settings.setValue("geometry"_L1, saveGeometry());
    if (m_stack)
        saveLayout();
    QMainWindow::closeEvent(event);
}

} // namespace hopscope
