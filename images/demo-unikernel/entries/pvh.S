/*
 * PVH (Xen docs/misc/pvh, "x86/HVM direct boot ABI") enters in 32-bit protected mode without paging, with the address of
 * a hvm_start_info in %ebx.
 */
    .section .note.Xen, "a", @note
    .align 4
    .long 4, 4, 18              /* sizes of name and value; 18 is XEN_ELFNOTE_PHYS32_ENTRY */
    .asciz "Xen"
    .long entry

    .section .head, "ax"
    .code32
    .globl entry
entry:
    movl $1, %ebp               /* loader_pvh */
    movl %ebx, %esi
    jmp start32

    .section .note.GNU-stack, "", @progbits
