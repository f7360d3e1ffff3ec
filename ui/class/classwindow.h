// SPDX-License-Identifier: MIT
#pragma once

#include "class/classserver.h"

#include <QTimer>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QSplitter;

namespace hopscope
{

class ClassQuestion;
class DeviceModel;
class QrView;
class WrapTable;

/// A lesson on the local network: what is opened, address and word for the students, the question with its steps, and
/// what the devices sent. Nothing listens before "Open to the class", nor after the window is closed.
class ClassWindow : public QWidget
{
    Q_OBJECT

public:
    explicit ClassWindow(QWidget *parent = nullptr);
    ~ClassWindow() override;

    const ClassServer &server() const { return m_server; }

Q_SIGNALS:
    /// What every window of the program says while a class is open; empty: it is closed.
    void openChanged(const QString &warning);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void closeEvent(QCloseEvent *event) override;

private:
    QWidget *buildSetup();
    QWidget *buildPlace();
    QWidget *buildSteps();
    QWidget *buildDevices();
    void fitType();
    void openClass();
    void chooseKey();
    void showClosed(const QString &why);
    void showWarning();
    void showRoom();
    void showDevices();
    void take(const ClassStep &step);
    void focusNextStep();
    void save(const QString &title, const QString &name, const QByteArray &bytes);
    void saveCandidates();

    ClassServer m_server;
    QTimer m_soon; ///< many devices speak at once: the table is filled once for all of them
    QComboBox *m_lesson;
    QComboBox *m_address;
    QCheckBox *m_names;
    QPushButton *m_homework;
    QWidget *m_setup = nullptr;
    QSplitter *m_parts = nullptr; ///< hidden until a class was opened
    QPushButton *m_open;
    QPushButton *m_close;
    QLabel *m_warning;
    QLabel *m_message;
    QrView *m_code;
    QLabel *m_url = nullptr;
    QLabel *m_word = nullptr;
    QLabel *m_hint;
    ClassQuestion *m_question;
    QLabel *m_counts;
    QList<QPushButton *> m_steps; ///< one for each of classSteps()
    DeviceModel *m_devices;
    WrapTable *m_table;
    QByteArray m_key; ///< signs homework; empty: there is none
    QString m_until;  ///< when the class closes by itself
};

} // namespace hopscope
