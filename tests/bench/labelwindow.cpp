// SPDX-License-Identifier: MIT
#include <QApplication>
#include <QLabel>
#include <QMainWindow>

using namespace Qt::StringLiterals;

// As emptywindow, with one line of text: the first text of a program costs it the fonts.
int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    QMainWindow window;
    window.setCentralWidget(new QLabel(u"Hopscope"_s));
    window.resize(1200, 800);
    window.show();
    return QApplication::exec();
}
