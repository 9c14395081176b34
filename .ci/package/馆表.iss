; The installer for Windows, made by Inno Setup 6: ISCC /DProgram=...\build\package\馆表 馆表.iss
; For one user, without an administrator. What is dropped and what is made stay when the program is removed or renewed.
#ifndef Program
  #define Program "..\..\build\package\馆表"
#endif
#define Words AddBackslash(CompilerPath) + "Languages\ChineseSimplified.isl"
#if !FileExists(Words)
  #error Inno Setup has no ChineseSimplified.isl in its Languages folder: take it from the translations on jrsoftware.org
#endif
#ifndef Version
  #define Version "0"
#endif

[Setup]
AppId={{6B3D6E0C-5A0E-4D8B-9C56-1E6C9A1B7F42}
AppName=馆表
AppVersion={#Version}
AppVerName=馆表 {#Version}
DefaultDirName={localappdata}\Programs\馆表
DisableProgramGroupPage=yes
DisableWelcomePage=no
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0
OutputBaseFilename=馆表安装
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
; the page has no window that could be asked to close, and loses nothing when it is ended
CloseApplications=force
UninstallDisplayName=馆表
UninstallDisplayIcon={app}\馆表.exe

[Languages]
Name: "zh"; MessagesFile: "compiler:Languages\ChineseSimplified.isl"

[InstallDelete]
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Program}\*"; DestDir: "{app}"; Excludes: "\inputs\*,\outputs\*,\数据文件夹.txt"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{autoprograms}\馆表"; Filename: "{app}\馆表.exe"; WorkingDir: "{app}"
Name: "{autoprograms}\馆表（在单位里共用）"; Filename: "{app}\guanbiao.exe"; Parameters: "serve --host 0.0.0.0"; WorkingDir: "{app}"
Name: "{autodesktop}\馆表"; Filename: "{app}\馆表.exe"; WorkingDir: "{app}"

[Run]
Filename: "{app}\馆表.exe"; Description: "现在就打开馆表"; Flags: postinstall nowait skipifsilent

[UninstallDelete]
Type: files; Name: "{app}\数据文件夹.txt"

[Code]
var
  Data: TInputDirWizardPage;

procedure InitializeWizard;
begin
  Data := CreateInputDirPage(wpSelectDir, '报表和结果放在哪里',
    '各部门交来的报表放在其中的 inputs，做出来的总表、核对单放在其中的 outputs。',
    '可以用本机的文件夹，也可以用科室共用的文件夹。卸载或更新本程序不会动里面的东西。', False, '');
  Data.Add('');
  Data.Values[0] := GetPreviousData('Data', ExpandConstant('{userdocs}\馆表'));
end;

procedure RegisterPreviousData(Key: Integer);
begin
  SetPreviousData(Key, 'Data', Data.Values[0]);
end;

procedure CurStepChanged(Step: TSetupStep);
begin
  if Step = ssPostInstall then
  begin
    ForceDirectories(Data.Values[0] + '\inputs');
    SaveStringToUTF8File(ExpandConstant('{app}\数据文件夹.txt'), Data.Values[0] + #13#10, False);
  end;
end;
