Describe 'A file' {
    It 'passes' { 1 | Should -Be 1 }
    It 'ends the script with success' { exit 0 }
    It 'never runs' { 1 | Should -Be 2 }
}
