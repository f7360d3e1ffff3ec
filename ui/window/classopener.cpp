// SPDX-License-Identifier: MIT
#include "ui/window/classopener.h"

#include "ui/class/classwindow.h"
#include "ui/look/theme.h"

#include <QAction>
#include <QCoreApplication>
#include <QLabel>
#include <QMainWindow>
#include <QPointer>
#include <QStatusBar>

namespace hopscope
{

using namespace Qt::StringLiterals;

namespace
{

struct ClassOpenerText {
    Q_DECLARE_TR_FUNCTIONS(classopener)
};

} // namespace

void connectClass(const WindowParts &parts)
{
    QMainWindow *window = parts.window;
    auto *warning = new QLabel;
    warning->setAccessibleName(ClassOpenerText::tr("Open to the network"));
    warning->setContentsMargins(8, 2, 8, 2);
    warning->setVisible(false);
    window->statusBar()->addPermanentWidget(warning);
    const auto warn = [warning](const QString &text) {
        const QColor red(colorsOf(warning->palette()).bad.text);
        warning->setText(u"<b style=\"color:%1\">%2</b>"_s.arg(red.name(), text.toHtmlEscaped()));
        warning->setVisible(!text.isEmpty());
    };
    QObject::connect(parts.actions.openClass, &QAction::triggered, window,
                     [window, warning, warn, opened = QPointer<ClassWindow>()]() mutable {
                         if (!opened) {
                             opened = new ClassWindow(window);
                             opened->setAttribute(Qt::WA_DeleteOnClose);
                             QObject::connect(opened, &ClassWindow::openChanged, warning, warn);
                         }
                         opened->show();
                         opened->raise();
                         opened->activateWindow();
                     });
}

} // namespace hopscope
