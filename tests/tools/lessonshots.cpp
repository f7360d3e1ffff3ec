// SPDX-License-Identifier: MIT
// Writes pictures of every lesson into a folder, see shots.sh:
//   lessonshots FOLDER [SCALE IN PER CENT [class|light|dark [WIDTH HEIGHT]]]
#include "lessons/lessons.h"
#include "ui/lessons/lessonspage.h"
#include "ui/lessons/lessonview.h"
#include "ui/window/mainwindow.h"
#include "ui/window/pages.h"

#include <QApplication>
#include <QDir>
#include <QFontInfo>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>
#include <QTest>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace hopscope;

namespace
{

constexpr int kTimeoutMs = 20'000;

/// The whole lesson, also what would need scrolling.
bool shoot(QWidget &widget, const QString &path)
{
    QCoreApplication::sendPostedEvents();
    QCoreApplication::processEvents();
    const bool saved = widget.grab().save(path);
    if (!saved)
        std::fprintf(stderr, "%s cannot be written\n", qPrintable(path));
    return saved;
}

QPushButton *button(const QWidget &in, const QString &name)
{
    for (auto *each : in.findChildren<QPushButton *>()) {
        if (each->accessibleName() == name)
            return each;
    }
    return nullptr;
}

bool shootLesson(MainWindow &window, LessonsPage &page, const QString &id, const QDir &folder, const QString &suffix)
{
    page.openLesson(id);
    QPushButton *reveal = button(page, u"Reveal"_s);
    if (!QTest::qWaitFor([&] { return reveal->isEnabled(); }, kTimeoutMs))
        return false;
    const bool before = shoot(window, folder.filePath(u"%1-%2.png"_s.arg(id, suffix)));
    reveal->click();
    if (!QTest::qWaitFor([&] { return page.view()->isRevealed(); }, kTimeoutMs))
        return false;
    QCoreApplication::processEvents();
    QCoreApplication::sendPostedEvents();
    return before && shoot(*page.view()->widget(), folder.filePath(u"%1-%2-revealed.png"_s.arg(id, suffix)));
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    const QStringList arguments = app.arguments();
    const QString folder = arguments.value(1, u"."_s);
    const int percent = arguments.value(2, u"100"_s).toInt();
    const QString look = arguments.value(3, u"light"_s);
    const bool inClass = look == u"class"_s;
    const QSize size(arguments.value(4, u"1360"_s).toInt(), arguments.value(5, u"860"_s).toInt());
    QDir().mkpath(folder);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder + u"/settings"_s);
    QFont font = QApplication::font();
    font.setPointSizeF(QFontInfo(font).pointSizeF() * percent / 100);
    QApplication::setFont(font);
    MainWindow window;
    window.session().setTheme(look == u"dark"_s ? Theme::Dark : Theme::Light);
    window.resize(size);
    window.show();
    for (int i = 0; i < int(pages().size()); ++i) {
        if (pages()[size_t(i)].id == "lessons"_L1)
            window.showPage(i);
    }
    auto *page = window.findChild<LessonsPage *>();
    page->setClassView(inClass);
    window.resize(size); // the class view fills the screen, which may be another size
    const QString suffix =
        u"%1-%2x%3"_s.arg(inClass ? look : u"%1-%2"_s.arg(look).arg(percent)).arg(size.width()).arg(size.height());
    bool ok = true;
    for (const Lesson &lesson : lessons())
        ok = shootLesson(window, *page, lesson.id, QDir(folder), suffix) && ok;
    if (!inClass) {
        auto *list = page->findChild<QListWidget *>();
        for (int row = int(lessons().size()); row < list->count(); ++row) {
            list->setCurrentRow(row);
            if (QPushButton *run = button(*page, u"Run"_s)) {
                run->click();
                ok = QTest::qWaitFor([&] { return button(*page, u"Inspect this trace"_s)->isEnabled(); }, kTimeoutMs) &&
                     ok;
            }
            ok = shoot(window, QDir(folder).filePath(u"more%1-%2.png"_s.arg(row).arg(suffix))) && ok;
        }
    }
    return ok ? 0 : 1;
}
