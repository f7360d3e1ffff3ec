// SPDX-License-Identifier: MIT
#include <QApplication>
#include <QMainWindow>

// What Hopscope's window is measured against.
int main(int argc, char *argv[])
{
    QApplication app(argc, argv);
    QMainWindow window;
    window.resize(1200, 800);
    window.show();
    return QApplication::exec();
}
