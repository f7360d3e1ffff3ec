// SPDX-License-Identifier: MIT
#include "ui/mainwindow.h"

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
    restoreGeometry(settings.value("geometry"_L1).toByteArray());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    QSettings settings;
    settings.setValue("theme"_L1, int(m_theme));
    settings.setValue("geometry"_L1, saveGeometry());
    QMainWindow::closeEvent(event);
}

} // namespace hopscope
